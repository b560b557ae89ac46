/* Ask before somebody leaves a form with text that was not saved.
   Without this script the buttons above the form lead away at once. */
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#practice_form");
  if (!form) return;
  let isChanged = document.querySelector(".errornote, .kb-conflict") !== null;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("change", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
});
