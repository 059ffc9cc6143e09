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
})();
