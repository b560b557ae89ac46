/* Renews the remarks under each field when the text was kept. The server makes them;
   without this script they are there after saving. */
document.addEventListener("kept", (event) => {
  for (const box of document.querySelectorAll("[data-advice]")) {
    const told = event.detail.advice[box.dataset.advice] || [];
    const items = told.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    });
    box.querySelector("ul").replaceChildren(...items);
    box.hidden = told.length === 0;
  }
});
