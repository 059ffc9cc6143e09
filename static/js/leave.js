// Leaving a form with unsaved words asks first: any form of the page with room for words that does not save itself
// (a reviewer's asks by itself, for it goes on from entry to entry).
const typed = () => [...document.querySelectorAll("main form[method=post]:not([data-save])")].filter((form) => form.querySelector("textarea"));
const changed = new Set();
document.addEventListener("input", (event) => { if (typed().includes(event.target.form) && !event.target.form.matches("[data-review]")) changed.add(event.target.form); });
// Words in another form of the page would be signed over: whoever signs is led to them first. Before the listeners that send.
const unsent = document.querySelector("main [data-unsent]");
document.addEventListener("submit", (event) => {
  if (!unsent || !event.target.matches("[data-signs]")) return;
  const words = typed().flatMap((form) => [...form.querySelectorAll("textarea")]).find((field) => field.value.trim());
  unsent.hidden = !words;
  if (!words) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  words.closest("details").open = true;
  words.focus();
}, true);
// A page that holds what could not be taken is its only copy: it is left by sending that, or after being asked.
const held = document.querySelector("form[data-held]");
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) sent(event.target); });
document.addEventListener("zg:sent", (event) => { if (event.detail) sent(event.detail); else changed.clear(); });
window.addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
if (held) changed.add(held);

// Another language or another look draws the page anew: what was typed stands in it again. It is kept for the one page that comes
// next in this tab and taken out by whichever page that is; one that asks who is there first is passed over.
const kept = "zg-kept";
const who = () => document.body.dataset.who || "";
const fields = (form) => [...form.elements].filter((field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type));
const ticks = (field) => field.type === "checkbox" || field.type === "radio";
// What was sent is gone from this page; of what stands in its other forms one is asked, unless the next page has it again.
function sent(form) {
  if (held) { if (form === held) changed.clear(); return; }
  const look = form.getAttribute("action") === "/preferences", here = location.pathname + location.search;
  changed.delete(form);
  const again = look || (changed.size && form.matches("[data-returns]"));
  if (again && keep(form, look ? form.elements.return.value : here)) changed.clear();
}
function keep(without, at) {
  const forms = typed().map((form) => (form === without ? [] : fields(form).map((field) => [field.name, ticks(field) ? field.checked : field.value])));
  try { sessionStorage.setItem(kept, JSON.stringify({ who: who(), at, forms })); } catch { return false; }
  return true;
}
(() => {
  let left = null;
  if (!who()) return;
  try { left = JSON.parse(sessionStorage.getItem(kept)); sessionStorage.removeItem(kept); } catch { /* Nothing was kept. */ }
  if (!left || left.who !== who() || left.at !== location.pathname + location.search) return;
  const forms = typed();
  left.forms.forEach((values, n) => {
    const at = {};
    values.forEach(([name, value]) => {
      at[name] = (at[name] || 0) + 1;
      const field = forms[n] && fields(forms[n]).filter((one) => one.name === name)[at[name] - 1];
      if (!field || (ticks(field) ? field.checked : field.value) === value) return;
      if (ticks(field)) field.checked = value; else field.value = value;
      changed.add(forms[n]);
    });
  });
})();
