// The session has ended while somebody writes: the password is asked for on the spot, and the page goes on.
window.zgAgain = (() => {
  const dialog = document.querySelector("dialog[data-again]");
  if (!dialog || !dialog.showModal) return null;
  const form = dialog.querySelector("form");
  const why = dialog.querySelector("[data-why]");
  const step = (name) => form.querySelectorAll("[data-step]").forEach((part) => {
    part.hidden = part.dataset.step !== name;
    part.querySelector("input").disabled = part.hidden;
  });
  let then = null;
  let at = "password";
  const to = (name) => { at = name; step(name); form.querySelector(`[data-step=${name}] input`).focus(); };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    why.textContent = "";
    const body = new URLSearchParams(new FormData(form));
    const where = at === "code" ? "/sign-in/code" : "/sign-in";
    let answer;
    let said = {};
    try {
      answer = await fetch(where, { method: "POST", body, headers: { "X-Zg-Script": "1" }, redirect: "manual" });
      said = await answer.json();
    } catch { /* Neither an answer nor words: said below. */ }
    if (!answer || !answer.ok) { why.textContent = said.why || dialog.dataset.failed; return; }
    if (said.next === "code") { to("code"); return; }
    form.reset();
    dialog.close();
    if (then) then();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  return {
    ask: (goOn) => { then = goOn; if (!dialog.open) { dialog.showModal(); to("password"); } },
    isOpen: () => dialog.open,
  };
})();
