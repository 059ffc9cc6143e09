// Rows of a form: Alt with an arrow moves the one that somebody writes in; after a row was added or moved one goes on in it.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = event.target.closest("[data-row]");
  const button = row && row.querySelector(`button[data-move=${event.key === "ArrowUp" ? "up" : "down"}]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
const named = location.hash.startsWith("#f-") && document.getElementById(location.hash.slice(1));
if (named && named.matches("main form textarea")) named.focus();
