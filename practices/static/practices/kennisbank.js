/* The only script of the public pages beside htmx. Without it everything works the same, with a
   button more here and there. */

function element(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

// as the server folds words, as far as a list that is shown needs it
const fold = (text) => text.normalize("NFKD").replace(/\p{M}|['’‘`‐‑–-]/gu, "").toLowerCase();

/* Suggestions in the search box while somebody types: the box becomes a combobox with a list.
   Nothing is ever chosen for them: Enter searches for the text, unless a suggestion was picked. */
(() => {
  const FEWEST = 2; // letters
  const PAUSE = 200; // milliseconds without a key before the server is asked

  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // a keyboard on the screen leaves no room for a list, unless the box goes to the top
  const isCramped = () => (window.visualViewport?.height ?? innerHeight) < 500;

  /* The name, with what was typed in bold. */
  function highlighted(name, text) {
    const typed = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const parts = typed.map((word) => (word.length > FEWEST ? word : `\\b${word}`));
    const pieces = parts.length ? name.split(new RegExp(`(${parts.join("|")})`, "giu")) : [name];
    return pieces.map((piece, place) => (place % 2 ? element("b", {}, piece) : piece));
  }

  function option(found, place, text) {
    const name = element("span", {}, ...highlighted(found.naam, text));
    if (found.ook) name.append(" ", element("span", { className: "also" }, `(${found.ook})`));
    const count = found.aantal === 1 ? "1 voorbeeld" : `${found.aantal} voorbeelden`;
    const kind = element("span", { className: "kind" }, found.soort);
    if (found.aantal) kind.append(" · ", count);
    const made = element("a", { href: found.adres, id: `q-${place}`, tabIndex: -1 }, name, " ", kind);
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.sought = words(`${found.naam} ${found.ook}`).join(" ");
    return made;
  }

  function start(form) {
    const input = form.elements.namedItem("q");
    const list = element("div", { className: "suggestions", id: "q-suggesties", hidden: true });
    const voice = element("p", { className: "vh" });
    let timer = 0;
    let asking = null;

    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    })) {
      input.setAttribute(name, value);
    }
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggesties");
    voice.setAttribute("aria-live", "polite"); // no second "status" beside that of the list
    form.append(list, voice);

    const chosen = () => list.querySelector("[aria-selected=true]");
    const isOpen = () => !list.hidden;

    function choose(next) {
      chosen()?.setAttribute("aria-selected", "false");
      input.removeAttribute("aria-activedescendant");
      if (next) {
        next.setAttribute("aria-selected", "true");
        input.setAttribute("aria-activedescendant", next.id);
      }
      (next ?? input).scrollIntoView({ block: "nearest" });
    }

    /* Put these in the list, and show it if there are any. */
    function show(options) {
      input.removeAttribute("aria-activedescendant");
      list.replaceChildren(...options);
      list.hidden = options.length === 0;
      input.setAttribute("aria-expanded", String(isOpen()));
      if (isOpen() && isCramped()) form.scrollIntoView();
    }

    /* Whatever was asked is of no use any more. */
    function forget() {
      clearTimeout(timer);
      asking?.abort();
      asking = null;
      voice.textContent = "";
    }

    function close() {
      forget();
      show([]);
    }

    function clear() {
      close();
      input.value = "";
    }

    async function ask() {
      const text = input.value;
      forget();
      if (text.trim().length < FEWEST) return;
      const own = new AbortController();
      asking = own;
      try {
        const query = new URLSearchParams(new FormData(form)); // with the filters that are kept
        const answer = await fetch(`${form.dataset.suggestions}?${query}`, { signal: own.signal });
        const found = (await answer.json()).suggesties;
        if (own !== asking) return;
        show(found.map((one, place) => option(one, place, text)));
        voice.textContent =
          found.length === 1 ? "1 suggestie." : `${found.length || "Geen"} suggesties.`;
      } catch {
        if (own === asking) close(); // no connection, or no answer that makes sense
      }
    }

    /* Of the list that is shown, leave what fits the text as it is now; ask for more later. */
    input.addEventListener("input", () => {
      forget();
      const typed = words(input.value);
      const isEnough = input.value.trim().length >= FEWEST;
      const fit = (one) => typed.every((word) => one.sought.includes(word));
      choose(null);
      show(isEnough ? [...list.children].filter(fit) : []);
      if (isEnough) timer = setTimeout(ask, PAUSE);
    });

    function move(step) {
      const options = [null, ...list.children]; // null: the text itself
      const next = options.indexOf(chosen()) + step;
      choose(options.at(next % options.length));
    }

    /* What a key does here; false when it does what it does in any box. */
    function press(key) {
      if (key === "ArrowDown") return isOpen() ? move(1) : ask();
      if (key === "ArrowUp" && isOpen()) return move(-1);
      if (key === "Enter" && chosen()) return chosen().click();
      if (key === "Escape" && isOpen()) return close();
      if (key === "Escape" && input.value) return clear();
      if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) choose(null);
      return false;
    }

    input.addEventListener("keydown", (event) => {
      const isForText = event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
      if (!isForText && press(event.key) !== false) event.preventDefault();
    });
    input.addEventListener("blur", close);
    form.addEventListener("submit", close);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    list.addEventListener("click", () => setTimeout(close)); // after the link was followed
  }

  for (const form of document.querySelectorAll("form[data-suggestions]")) start(form);
})();

/* The list, updated in place by htmx: every choice asks for the same page that a visitor without
   script would get, and takes from it what changed. Here is what htmx does not do by itself: send
   the form when a choice is made, keep the place of whoever works with keys, and say what failed. */
(() => {
  const list = document.getElementById("lijst");
  if (!list || !window.htmx) return;
  const filters = document.getElementById("filters");
  const found = () => document.getElementById("gevonden");
  const heading = () => document.getElementById("resultaten");
  let unfolded = []; // "Toon alle" of which facets, by place
  let chip = -1; // which of the chips was pressed
  let height = 0; // where on the screen that was, which stays where it is
  let isLeavingPanel = false; // once the list is what its button promises

  document.documentElement.classList.add("live");

  // in the panel of a phone one open facet would hide that there are others
  const WIDE = matchMedia("(min-width: 60rem)");
  if (!WIDE.matches) {
    for (const facet of filters.querySelectorAll(".facet[open]:not(:has(:checked))")) facet.open = false;
  }

  // htmx notes where it was, for a history that is not used here: leave nothing in the browser
  document.addEventListener("htmx:load", () => sessionStorage.removeItem("htmx-current-path-for-history"));

  list.addEventListener("change", (event) => {
    const field = event.target;
    if (field.form !== filters || field.type === "search") return;
    if (field.checked) onlyOneLevel(field.closest(".opt"));
    filters.requestSubmit();
  });

  /* Who chooses a part means that part; who chooses the whole means all of it. The other would
     change nothing, and looks as if nothing happened. */
  function onlyOneLevel(option) {
    const isPart = option.classList.contains("sub");
    for (let other = beside(option, isPart); other?.classList.contains("opt"); other = beside(other, isPart)) {
      const isWhole = !other.classList.contains("sub");
      if (isPart === isWhole) other.querySelector("input").checked = false;
      if (isWhole) return;
    }
  }

  const beside = (option, back) => (back ? option.previousElementSibling : option.nextElementSibling);

  /* The panel of a phone covers the page: what lies behind it is out of reach while it is open. */
  const isPanelOpen = () => filters.matches(":popover-open");
  const title = filters.querySelector(".panel-head h2");
  title.tabIndex = -1;

  function cover(isOpen) {
    for (const one of document.querySelectorAll("body > :not(main), .pagehead, #opener, #gevonden")) {
      one.inert = isOpen;
    }
  }

  filters.addEventListener("beforetoggle", (event) => cover(event.newState === "open"));
  filters.addEventListener("toggle", () => {
    const isLost = document.activeElement === document.body || filters.contains(document.activeElement);
    if (isPanelOpen()) title.focus();
    // the button that opened it may be another by now, that the browser does not know
    else if (isLost) document.getElementById("open-filters").focus();
  });
  WIDE.addEventListener("change", () => isPanelOpen() && filters.hidePopover());

  function leavePanel() {
    filters.hidePopover();
    heading().focus();
    heading().scrollIntoView();
  }

  // "Toon 12 voorbeelden": they are there already, unless the last choice failed or is under way
  filters.addEventListener("submit", (event) => {
    if (event.submitter?.id !== "toon-resultaten" || !isPanelOpen()) return;
    isLeavingPanel = found().matches(".old, [aria-busy]");
    if (isLeavingPanel) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leavePanel();
  }, true);

  const places = () => [...filters.querySelectorAll(".more")];

  // a button of a card stands outside its form, where htmx does not see that it was pressed
  list.addEventListener("htmx:configRequest", (event) => {
    const { formData, triggeringEvent, elt } = event.detail;
    const button = triggeringEvent?.submitter;
    if (button?.form?.id === "leggen") formData.append(button.name, button.value);
    // the place in the page that the address names is for those without script
    if (!elt.closest(".pages")) event.detail.path = event.detail.path.split("#")[0];
    height = document.activeElement.getBoundingClientRect().top;
  });

  list.addEventListener("htmx:beforeRequest", (event) => {
    chip = [...list.querySelectorAll(".chips .chip")].indexOf(event.detail.elt);
    found().setAttribute("aria-busy", "true");
  });

  /* The history, without htmx: that keeps notes in the browser. Each change is one entry; going
     back asks for the page anew, and puts it and whoever works with keys where they were. */
  const shown = () => location.pathname + location.search;
  const keepPlace = () => history.replaceState({ top: scrollY, held: document.activeElement.id }, "");
  let now = shown();
  if (history.state?.top !== undefined) {
    document.getElementById(history.state.held)?.focus({ preventScroll: true });
    scrollTo(0, history.state.top);
  }
  addEventListener("load", () => setTimeout(() => (history.scrollRestoration = "auto")));
  document.addEventListener("scrollend", () => shown() === now && keepPlace());
  addEventListener("popstate", () => {
    if (shown() === now) return; // only another place on the page
    history.scrollRestoration = "manual";
    location.reload();
  });

  list.addEventListener("htmx:beforeSwap", (event) => {
    const address = event.detail.xhr.getResponseHeader("List-Address");
    if (event.detail.shouldSwap && address && address !== now) {
      keepPlace();
      history.pushState(null, "", address);
      now = address;
    }
    unfolded = places().filter(isOpen).map(nameOf);
  });

  // somebody is typing a year: let it be
  list.addEventListener("htmx:oobBeforeSwap", (event) => {
    const typing = document.activeElement;
    if (typing.type === "number" && event.detail.target.contains(typing)) event.detail.shouldSwap = false;
  });

  function nameOf(more) {
    return `${more.closest("[role=group]").id} ${more.querySelector(".vh").textContent}`;
  }

  list.addEventListener("htmx:afterSwap", () => {
    cover(isPanelOpen());
    for (const more of places()) more.open ||= unfolded.includes(nameOf(more));
    for (const box of filters.querySelectorAll(".find input")) narrow(box);
    const box = document.getElementById("q");
    const asked = filters.querySelector("#gevraagd [name=q]")?.value ?? "";
    if (document.activeElement !== box) box.value = asked;
  });

  // whoever pressed something that is gone goes on at the next chip, or at the heading
  list.addEventListener("htmx:afterSettle", (event) => {
    if (isLeavingPanel) {
      isLeavingPanel = false;
      return leavePanel();
    }
    const pressed = event.detail.requestConfig?.elt;
    const turned = pressed?.closest?.(".pages");
    if (turned) heading().scrollIntoView();
    const held = document.activeElement;
    if (held && held !== document.body && !turned) {
      scrollBy({ top: held.getBoundingClientRect().top - height, behavior: "instant" });
      return;
    }
    if (isPanelOpen()) return title.focus();
    const chips = list.querySelectorAll(".chips .chip");
    (turned || chip < 0 || !chips.length ? heading() : chips[Math.min(chip, chips.length - 1)]).focus();
  });

  /* Say that the list is the old one still, with a way to ask for the new one again. */
  function notice(cause, path) {
    const again = element("a", { href: path }, "Probeer het opnieuw");
    const words = `De lijst is niet bijgewerkt: ${cause}. U ziet nog de vorige lijst. `;
    again.addEventListener("click", (event) => {
      event.preventDefault();
      window.htmx.ajax("GET", path, { source: list });
    });
    return element("p", { className: "notice warn failed" }, words, again);
  }

  function fail(event) {
    isLeavingPanel = false;
    found().removeAttribute("aria-busy");
    found().classList.add("old");
    for (const old of list.querySelectorAll(".failed")) old.remove();
    const cause = event.detail.xhr.status ? "er ging iets mis" : "de verbinding haperde";
    const path = event.detail.pathInfo.finalRequestPath;
    const seen = isPanelOpen() ? document.getElementById("paneel-voet") : found();
    found().prepend(notice(cause, path));
    if (seen !== found()) seen.prepend(notice(cause, path));
    seen.querySelector(".failed").setAttribute("role", "alert");
  }
  for (const name of ["sendError", "responseError", "timeout"]) {
    list.addEventListener(`htmx:${name}`, fail);
  }

  /* While somebody searches a facet all of it is open; afterwards it is as it was. */
  function unfold(more, isSearched) {
    const was = more.classList.contains("searched");
    if (isSearched && !was) more.dataset.before = more.open ? "open" : "";
    if (isSearched || was) more.open = isSearched || more.dataset.before === "open";
    more.classList.toggle("searched", isSearched);
  }

  const isOpen = (more) => (more.classList.contains("searched") ? more.dataset.before === "open" : more.open);

  /* Of a long facet, show what holds the words that are typed. */
  function narrow(box) {
    const words = fold(box.value).match(/[\p{L}\p{N}]+/gu) ?? [];
    const facet = box.closest("details");
    let shown = 0;
    for (const option of facet.querySelectorAll(".opt")) {
      const name = fold(option.querySelector("span").textContent);
      option.hidden = !words.every((word) => name.includes(word));
      shown += !option.hidden;
    }
    for (const group of facet.querySelectorAll(".facet-group")) group.hidden = words.length > 0;
    for (const more of facet.querySelectorAll(".more")) unfold(more, words.length > 0);
    const said = facet.querySelector(".find p");
    said.textContent = words.length ? (shown === 1 ? "1 gevonden" : `${shown || "Niets"} gevonden`) : "";
  }

  for (const facet of filters.querySelectorAll(".facet")) {
    if (facet.querySelectorAll(".opt").length <= 15 || facet.id === "facet-sector") continue;
    const name = facet.querySelector("summary").textContent;
    const box = element("input", { className: "input", type: "search", autocomplete: "off" });
    box.id = `zoek-${facet.id}`;
    const label = element("label", { htmlFor: box.id }, `Zoek in ${name.toLowerCase()}`);
    const said = element("p", { className: "hint" });
    said.setAttribute("aria-live", "polite");
    facet.querySelector("[role=group]").before(element("div", { className: "find field" }, label, box, said));
    box.addEventListener("input", () => narrow(box));
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it narrows this facet, not the list
    });
  }
})();

/* Copy a text, print the page: buttons that are of no use without script, so they show with it. */
(() => {
  const PRESSED = "[data-copy], [data-print]";

  function show() {
    for (const button of document.querySelectorAll(PRESSED)) button.hidden = false;
  }

  async function copy(button) {
    const from = document.getElementById(button.dataset.copy);
    let said = button.nextElementSibling;
    if (said?.className !== "copied") {
      said = element("span", { className: "copied" });
      said.setAttribute("role", "status");
      button.after(said);
    }
    try {
      await navigator.clipboard.writeText(from.value ?? from.textContent.trim());
      said.textContent = "Gekopieerd";
    } catch {
      from.closest("details")?.setAttribute("open", "");
      from.focus();
      if (from.select) from.select();
      else getSelection().selectAllChildren(from);
      said.textContent = "Kopiëren lukt hier niet. Kopieer de tekst zelf.";
    }
  }

  show();
  document.addEventListener("htmx:afterSwap", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(PRESSED);
    if (button?.dataset.copy) copy(button);
    else if (button) print();
  });
})();

/* The menu of a phone lies over the page: whoever goes on from its last link with the keyboard leaves it. */
(() => {
  const menu = document.getElementById("menu");
  const opener = document.querySelector(".menu-opener");
  menu?.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next && next !== opener && !menu.contains(next) && menu.matches(":popover-open")) menu.hidePopover();
  });
})();

/* In a frame on another site: tell that site how high the page is, whenever that changes. */
(() => {
  const page = document.documentElement;
  if (!("embed" in page.dataset) || window.parent === window) return;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ kennisbank: { hoogte: height } }, "*");
  }).observe(document.body);
})();
