/* Suggestions in the search box while somebody types: the box becomes a combobox with a list.
   Nothing is ever chosen for them: Enter searches for the text, unless a suggestion was picked.
   Without this script the form does the same without suggestions. */
(() => {
  const FEWEST = 2; // letters
  const PAUSE = 200; // milliseconds without a key before the server is asked

  function element(name, properties, ...inside) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  }

  // as the server folds words, as far as the list that is shown needs it
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}|['’‘`‐‑–-]/gu, "").toLowerCase();
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

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
