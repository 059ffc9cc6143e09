// A form is sent once: a second press while the first is under way does nothing. The server would not count it
// twice either (the act id); this only spares the wait. A form whose answer takes its time says data-slow.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button) button.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), form.dataset.slow ? 120000 : 8000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach(release);
});
function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => { button.removeAttribute("aria-busy"); });
}
