// Menus are <details>: they work without this. Escape and a click elsewhere close them.
const open = () => document.querySelectorAll("header details[open], .zg-choose[open]");
document.addEventListener("click", (event) => {
  open().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
