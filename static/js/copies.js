// Copies of forms that the server does not have yet, in this browser only and only until it has them. Each is named by who
// writes, what, and the page it is typed on. They go at sign-out; none is kept longer than a week. So do verdicts that wait to
// be sent (review.js), after it was asked for.
window.zgCopies = (() => {
  const prefix = "zg-copy:";
  const week = 7 * 24 * 3600 * 1000;
  const name = (who, what, page) => `${prefix}${who}:${what}:${page}`;
  // A browser may refuse to keep anything; the form then saves on the server alone.
  const quietly = (work, otherwise) => { try { return work(); } catch { return otherwise; } };
  // Once somebody signs out, in this tab or another, nothing is written any more: a page that goes away would put its copy back.
  let out = false;
  window.addEventListener("storage", (event) => { if (event.key === "zg-out" && event.newValue) out = true; });
  const all = () => quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []);
  const read = (key) => quietly(() => ({ key, ...JSON.parse(localStorage.getItem(key)) }), null);
  return {
    put: (who, what, copy) => !out && quietly(() => { localStorage.setItem(name(who, what, copy.page), JSON.stringify(copy)); return true; }, false),
    drop: (who, what, page) => quietly(() => localStorage.removeItem(name(who, what, page))),
    signOut: () => {
      out = true;
      all().forEach((key) => quietly(() => localStorage.removeItem(key)));
      ["zg-acts", "zg-refused"].forEach((kind) => quietly(() => localStorage.removeItem(`${kind}:${document.body.dataset.who}`)));
      quietly(() => { localStorage.setItem("zg-out", String(Date.now())); localStorage.removeItem("zg-out"); });
    },
    // What there is of somebody's form, newest first.
    of: (who, what) => all().filter((key) => key.startsWith(`${prefix}${who}:${what}:`)).map(read)
      .filter((copy) => copy && copy.text && Date.now() - copy.at < week).sort((a, b) => b.at - a.at),
    sweep: () => all().forEach((key) => {
      const copy = read(key);
      if (!copy || !(Date.now() - copy.at < week)) quietly(() => localStorage.removeItem(key));
    }),
  };
})();
window.zgCopies.sweep();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("action") !== "/sign-out") return;
  const list = (name) => { try { return JSON.parse(localStorage.getItem(`${name}:${document.body.dataset.who}`)) || []; } catch { return []; } };
  const held = list("zg-acts").length + list("zg-refused").length;
  if (held && !window.confirm(form.dataset.unsent.replace("{0}", held))) { event.preventDefault(); return; }
  window.zgCopies.signOut();
});
