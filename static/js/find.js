// "/" goes to the search from any page, but never while something is typed. Without this the field and the link are there as well.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const at = event.target instanceof Element ? event.target : document.body;
  if (at.isContentEditable || at.closest("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select")) return;
  const field = [...document.querySelectorAll("[data-find]")].find((one) => one.offsetParent !== null);
  const link = document.querySelector("a[data-find-link]");
  if (!field && !link) return;
  event.preventDefault();
  if (field) { field.focus(); field.select(); } else { link.click(); }
});
