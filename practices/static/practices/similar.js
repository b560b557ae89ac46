/* "Bestaat dit al?" while the title is being typed. Without this script it is shown after sending. */
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("bestaat-al");
  const input = box && document.getElementById(box.dataset.input);
  if (!input) return;
  const voice = document.createElement("p");
  voice.className = "vh";
  voice.setAttribute("role", "status");
  box.after(voice);
  let timer = 0;
  let asked = input.value.trim();

  async function look() {
    const title = input.value.trim();
    if (title === asked || title.length < 4) return;
    asked = title;
    const query = new URLSearchParams({ titel: title });
    if (box.dataset.own) query.set("inzending", box.dataset.own);
    try {
      const answer = await fetch(`${box.dataset.address}?${query}`);
      if (!answer.ok || input.value.trim() !== title) return;
      box.innerHTML = await answer.text();
      const count = box.querySelectorAll("li").length;
      voice.textContent = count ? `${count} gevonden die erop lijken, onder de titel.` : "";
    } catch {
      asked = ""; // no connection: try again at the next key
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 400);
  });
});
