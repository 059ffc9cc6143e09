// Leaving a form with unsaved words asks first. A form opts in by data-keep.
let changed = false;
document.addEventListener("input", (event) => { if (event.target.closest("form[data-keep]")) changed = true; });
document.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
