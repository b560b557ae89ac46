/* Names for what Django's autocomplete fields (select2) make: without them a screen reader
   comes to a box without a label. */
(() => {
  const $ = django.jQuery;
  const labelOf = (select) => document.querySelector(`label[for="${select.id}"]`);

  const name = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const label = labelOf(select);
      const box = select.nextElementSibling;
      if (!label || !box?.classList.contains("select2")) continue;
      label.id ||= `${select.id}_label`;
      const parts = box.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field");
      for (const part of parts) part.setAttribute("aria-labelledby", label.id);
      // the choice itself belongs to the name of a single choice
      const shown = box.querySelector("[role=textbox]");
      if (shown) {
        box.querySelector("[role=combobox]").setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
      }
    }
  };

  const soon = (root) => setTimeout(() => name(root)); // after Django made the fields

  $(() => soon(document));
  document.addEventListener("formset:added", (event) => soon(event.target));
  // the search box of a single choice is made when its list opens
  $(document).on("select2:open", (event) => {
    const search = document.querySelector(".select2-container--open .select2-search--dropdown input");
    search?.setAttribute("aria-label", labelOf(event.target)?.textContent.trim() ?? "");
  });
})();
