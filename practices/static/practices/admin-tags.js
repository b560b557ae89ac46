/* Suggest known tags for the last of several, parted by commas.
   Without this script the browser suggests for the first tag only. */
document.addEventListener("DOMContentLoaded", () => {
  const input = document.querySelector("input[list='known-tags']");
  const list = document.getElementById("known-tags");
  if (!input || !list) return;
  const known = Array.from(list.options, (option) => option.value);
  input.addEventListener("input", () => {
    const before = input.value.slice(0, input.value.lastIndexOf(",") + 1);
    const chosen = before.split(",").map((tag) => tag.trim().toLowerCase());
    const left = known.filter((tag) => !chosen.includes(tag.toLowerCase()));
    list.replaceChildren(
      ...left.map((tag) => {
        const option = document.createElement("option");
        option.value = before ? `${before} ${tag}` : tag;
        return option;
      }),
    );
  });
});
