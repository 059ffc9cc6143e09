// A leader goes through people's sheets by keys: J and K to the next and the previous one, S to where the password is typed. What they
// do stands as links and a field on the page; without this script these do the same.
(() => {
  const place = document.querySelector("[data-sheets]");
  if (!place) return;
  const links = { j: "a[rel=next]", k: "a[rel=prev]" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    const password = document.getElementById("pw");
    if (key === "s" && password) { event.preventDefault(); password.focus(); }
    const link = links[key] && place.querySelector(links[key]);
    if (link) link.click();
  });
  // A reason that was written and not sent would be signed over.
  const note = document.querySelector("main [data-unsent]");
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-signs]")) return;
    const words = [...document.querySelectorAll(".zg-person textarea")].find((field) => field.value.trim());
    if (note) note.hidden = !words;
    if (!words) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    words.closest("details").open = true;
    words.focus();
  }, true);
})();
