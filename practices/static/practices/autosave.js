/* Keeps a form while somebody writes, by sending it as its own button would.
   What could not be sent stays in this browser until it is. Without this script the buttons do it. */
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form[data-autosave]");
  const line = document.getElementById("bewaard");
  if (!form || !line) return;

  const PAUSE = 2500; // after the last key
  const LONGEST = 7000; // while somebody keeps typing
  const RETRY = 5000;
  const place = `kladblok:${form.dataset.autosave}`;
  const unsent = new Set(["attachments", "csrfmiddlewaretoken", "seen", "doe"]);
  let timer = 0;
  let changedAt = 0; // when the first change was that is not kept yet
  let version = 0;
  let sending = null;
  let isStopped = false;
  let isLeaving = false;
  let isFailing = false;

  // --- What was typed -----------------------------------------------------------------------------

  function typed() {
    return [...new FormData(form)].filter(([name, value]) => !unsent.has(name) && typeof value === "string");
  }

  function keepHere() {
    const copy = { at: new Date().toTimeString().slice(0, 5), entries: typed() };
    try { sessionStorage.setItem(place, JSON.stringify(copy)); } catch { /* full or forbidden */ }
  }

  function forget() {
    try { sessionStorage.removeItem(place); } catch { /* forbidden */ }
  }

  function say(text, isTrouble = false) {
    line.textContent = text;
    line.classList.toggle("trouble", isTrouble);
  }

  // --- Sending ------------------------------------------------------------------------------------

  function schedule(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }

  function send(options = {}) {
    if (sending || isStopped || isLeaving || !changedAt) return sending;
    sending = post(options).finally(() => { sending = null; });
    return sending;
  }

  async function post(options) {
    const sent = version;
    try {
      let answer = await ask(options);
      if (answer.status === 403 && await renewToken()) answer = await ask(options);
      await take(answer, sent);
    } catch {
      fail("Niet bewaard: geen verbinding. Uw tekst blijft hier staan.");
    }
  }

  function ask(options) {
    const body = new FormData(form);
    body.delete("attachments");
    return fetch(form.dataset.autosave, {
      method: "POST", body, headers: { Accept: "application/json" }, ...options,
    });
  }

  /* Logging in again in another tab gives this page's token another value. */
  async function renewToken() {
    const page = await (await fetch(form.dataset.autosave)).text();
    const fresh = new DOMParser().parseFromString(page, "text/html")
      .querySelector("form[data-autosave] input[name=csrfmiddlewaretoken]");
    if (fresh) form.elements.csrfmiddlewaretoken.value = fresh.value;
    return Boolean(fresh);
  }

  async function take(answer, sent) {
    const isOurs = (answer.headers.get("Content-Type") || "").includes("json");
    if (!isOurs) return fail("Niet bewaard: er ging iets mis. Uw tekst blijft hier staan. Wij proberen het opnieuw.");
    const told = await answer.json();
    if (answer.status === 401) return askLogin(told.login);
    if (told.seen) form.elements.seen.value = told.seen;
    if (told.message) {
      isStopped = true;
      return say(told.message, true);
    }
    isFailing = false;
    showErrors(told.errors);
    const open = Object.keys(told.errors).length;
    say(open ? `Bewaard om ${told.savedAt}, behalve wat niet klopt` : `Bewaard om ${told.savedAt}`);
    if (version === sent) {
      changedAt = 0;
      if (!open) forget();
    } else {
      changedAt = Date.now();
      schedule(PAUSE);
    }
    document.dispatchEvent(new CustomEvent("kept", { detail: told }));
  }

  function fail(text) {
    isFailing = true;
    say(text, true);
    schedule(RETRY);
  }

  function askLogin(address) {
    fail("Niet bewaard: u bent uitgelogd. Uw tekst blijft hier staan. ");
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Log in (nieuw tabblad)";
    line.append(link);
  }

  /* At the field, but not while somebody is still busy there. */
  function showErrors(errors) {
    for (const old of form.querySelectorAll(".err[data-auto]")) {
      old.closest(".field").classList.remove("bad");
      const input = document.getElementById(old.dataset.auto);
      input.removeAttribute("aria-invalid");
      if (input.dataset.described) input.setAttribute("aria-describedby", input.dataset.described);
      else input.removeAttribute("aria-describedby");
      old.remove();
    }
    for (const [name, texts] of Object.entries(errors)) {
      const input = form.elements[name];
      if (!(input instanceof HTMLElement) || !input.id) continue;
      const around = input.closest("fieldset") || input.closest(".field");
      const id = `${input.id}_error`;
      if (around.contains(document.activeElement) || document.getElementById(id)) continue;
      const error = document.createElement("p");
      error.className = "err";
      error.id = id;
      error.dataset.auto = input.id;
      error.textContent = texts.join(" ");
      input.before(error);
      input.closest(".field").classList.add("bad");
      input.dataset.described = input.getAttribute("aria-describedby") || "";
      input.setAttribute("aria-describedby", `${input.dataset.described} ${id}`.trim());
      input.setAttribute("aria-invalid", "true");
    }
  }

  // --- When ---------------------------------------------------------------------------------------

  function changed(event) {
    if (event.target.type === "file") return;
    version += 1;
    changedAt = changedAt || Date.now();
    keepHere();
    if (!isFailing) schedule(Math.max(0, Math.min(PAUSE, changedAt + LONGEST - Date.now())));
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);

  form.addEventListener("submit", (event) => {
    if (isLeaving) return event.preventDefault(); // pressed twice
    if (sending) {
      // or the answer to this form would not know what that one kept
      const button = event.submitter;
      event.preventDefault();
      sending.then(() => form.requestSubmit(button));
      return undefined;
    }
    clearTimeout(timer);
    isLeaving = true;
    return undefined;
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("online", () => { if (changedAt) send(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send({ keepalive: true });
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && changedAt && (isFailing || isStopped)) event.preventDefault();
  });

  // --- What an earlier visit left here ------------------------------------------------------------

  function same(one, other) {
    const plain = (entries) => JSON.stringify(
      entries.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n").trim()]).filter(([, value]) => value).sort(),
    );
    return plain(one) === plain(other);
  }

  function offer(copy) {
    const box = document.createElement("div");
    box.className = "notice warn";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = `In deze browser staat nog tekst van ${copy.at} die niet bewaard is.`;
    const buttons = document.createElement("p");
    buttons.className = "buttons";
    for (const [label, act] of [["Zet die tekst terug", () => putBack(copy.entries)], ["Gooi die tekst weg", forget]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn two";
      button.textContent = label;
      button.addEventListener("click", () => { act(); box.remove(); });
      buttons.append(button);
    }
    box.append(text, buttons);
    form.before(box);
  }

  function putBack(entries) {
    for (const input of form.elements) {
      if (!input.name || unsent.has(input.name) || input.type === "submit" || input.type === "file") continue;
      const values = entries.filter(([name]) => name === input.name).map(([, value]) => value);
      if (input.type === "checkbox" || input.type === "radio") input.checked = values.includes(input.value);
      else if (values.length) input.value = values[0];
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  let copy = null;
  try { copy = JSON.parse(sessionStorage.getItem(place)); } catch { /* forbidden */ }
  if (copy && same(copy.entries, typed())) forget();
  else if (copy) offer(copy);
});
