// Advice beside a form: drawn anew after each save, and put aside without leaving the page.
window.zgAdvise = function advise(said) {
  const panel = document.getElementById("advice"), urgent = document.getElementById("urgent");
  // Whoever types a word why is not interrupted.
  const open = panel.querySelector("details[open] input");
  if (!open || !open.value) panel.innerHTML = said.advice;
  // On a narrow screen the panel stands below the form, and only this says that there is something in it.
  const hinted = document.getElementById("hinted"), n = panel.querySelectorAll(".zg-hints > li").length;
  hinted.textContent = hinted.dataset.words.replace("{0}", n);
  hinted.hidden = !n;
  // How the five lists stand; what was found wrong, or returned, stays marked until it is sent in again.
  const index = document.querySelectorAll(".zg-index li");
  (said.index || []).forEach((item, n) => {
    if (index[n].className === "is-act") return;
    index[n].className = item.class;
    index[n].querySelector("small").textContent = item.says;
  });
  if (urgent.textContent !== said.urgent) urgent.textContent = said.urgent;
  urgent.hidden = !said.urgent;
};
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-aside]")) return;
  event.preventDefault();
  const word = form.elements.words;
  let said = {};
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Zg-Script": "1" }, redirect: "manual" });
    said = await answer.json();
  } catch { /* Without words the page itself asks. */ }
  if (said.advice === undefined) { if (said.why) { word.setCustomValidity(said.why); word.reportValidity(); } else form.submit(); return; }
  word.value = "";
  window.zgAdvise(said);
});
