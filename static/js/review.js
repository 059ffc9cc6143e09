// The cockpit of a reviewer: keys, the next entry fetched ahead and shown at once, and verdicts that are kept in this browser until
// the server has them, each once. Without this script the same forms do the same, page by page.
(() => {
  const place = document.getElementById("cockpit"), trouble = document.getElementById("held-acts");
  if (!place || !place.querySelector("form[data-review]") || !window.fetch || !window.DOMParser) return;
  const again = window.zgAgain, who = document.body.dataset.who || "", store = `zg-acts:${who}`;
  const undoable = 10000, patience = 15000, ahead = 3;
  const form = () => place.querySelector("form[data-review]");
  const get = (id) => document.getElementById(id);
  const fill = (words, ...values) => values.reduce((text, value, n) => text.replace(`{${n}}`, value), words || "");
  const random = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const ask = async (url, body) => {
    const abort = window.AbortController ? new AbortController() : null;
    const clock = setTimeout(() => abort && abort.abort(), patience);
    const options = { redirect: "manual", signal: abort ? abort.signal : undefined };
    if (body !== undefined) Object.assign(options, { method: "POST", body: new URLSearchParams(body), headers: { "X-Zg-Script": "1" } });
    try { return await fetch(url, options); } finally { clearTimeout(clock); }
  };

  // Entries fetched ahead. An opening that is recorded is left to whoever opens it.
  const pages = new Map();
  const fetched = (href) => {
    if (!pages.has(href)) {
      const asked = Date.now();
      const page = ask(href).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (!doc.getElementById("cockpit")) throw new Error("no entry");
        doc.asked = asked;
        return doc;
      });
      page.catch(() => pages.delete(href));
      pages.set(href, page);
    }
    return pages.get(href);
  };
  const fetchAhead = async () => {
    const from = form();
    let now = from;
    place.dataset.ready = "0";
    for (let n = 0; now && n < ahead; n += 1) {
      if ("recorded" in now.dataset || !now.dataset.next) return;
      try { now = (await fetched(now.dataset.next)).querySelector("form[data-review]"); } catch { return; }
      if (from !== form()) return;
      place.dataset.ready = String(n + 1);
    }
  };

  // What is typed on an entry waits there while others are looked at.
  const typed = new Map();
  const fields = (of) => [...of.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));
  const own = () => fields(form()).filter((field) => field.form === form() && field.name !== "to");
  const isTyped = () => own().some((field) => (field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.matches("textarea, input") && field.value !== field.defaultValue));
  const leave = () => {
    if (!isTyped()) { typed.delete(form().action); return; }
    typed.set(form().action, own().map((field) => (field.type === "checkbox" ? field.checked : field.value)));
  };
  let leaving = false;
  const go = (href) => { leaving = true; location.assign(href); };
  const restore = () => {
    const values = typed.get(form().action);
    if (values) own().forEach((field, n) => {
      if (values[n] === undefined) return;
      if (field.type === "checkbox") field.checked = values[n]; else field.value = values[n];
    });
  };

  // A page that was fetched ahead does not know what was ruled since.
  const ruled = [];
  const count = (owner) => {
    const bar = place.querySelector(".zg-lot progress"), share = place.querySelector(".zg-lot .zg-fig em"), person = place.querySelector(`.zg-people a[data-owner="${owner}"] .zg-num`);
    if (!bar) return;
    bar.value += 1;
    place.querySelector(".zg-lot .zg-fig b").textContent = bar.value;
    if (share) share.textContent = `${(Math.round(bar.value * 1000 / bar.max) / 10).toFixed(1)} %`;
    if (person) person.textContent = person.textContent.replace(/^\d+/, (n) => Number(n) + 1);
  };
  let shown = 0;
  const put = (doc, href) => {
    mode = ""; digits = ""; marked = null; chosen = "";
    const fresh = document.importNode(doc.getElementById("cockpit"), true);
    place.replaceChildren(...fresh.childNodes);
    document.title = doc.title;
    ruled.filter((one) => one.of === form().dataset.of && !(one.done < doc.asked)).forEach((one) => count(one.owner));
    document.querySelectorAll("main > .zg-flash[role=status]").forEach((flash) => flash.remove());
    if (href && href !== location.pathname + location.search) history.pushState({ zg: 1 }, "", href);
    restore(); tell(); showUndo(); offerKeys();
    window.scrollTo(0, 0);
    const head = place.querySelector(".zg-case-t");
    if (head) { head.tabIndex = -1; head.focus({ preventScroll: true }); }
    fetchAhead();
  };
  const show = async (href) => {
    const turn = shown += 1;
    let doc = null;
    try { doc = await fetched(href); } catch { /* Said below. */ }
    if (turn !== shown) return;
    if (!doc) {
      // Not an entry, or no network: while verdicts wait here the page stays, for it is their only copy in sight.
      if (!acts().length) go(href); else goTo = href;
      return;
    }
    pages.delete(href);
    put(doc, href);
  };
  window.addEventListener("popstate", () => show(location.pathname + location.search));

  // Verdicts wait in this browser until the server has said that it has them.
  const acts = () => { try { return JSON.parse(localStorage.getItem(store)) || []; } catch { return []; } };
  const keep = (all) => { try { localStorage.setItem(store, JSON.stringify(all)); return true; } catch { return false; } };
  // What was refused waits likewise, with what was typed, until it was looked at.
  const turned = `zg-refused:${who}`;
  const refused = (() => { try { return JSON.parse(localStorage.getItem(turned)) || []; } catch { return []; } })();
  const keepRefused = () => { try { localStorage.setItem(turned, JSON.stringify(refused.map((act) => ({ ...act, doc: undefined })))); } catch { /* Kept by this page alone. */ } };
  let sending = null, failures = 0, soon = 0, state = "", goTo = "", last = null;
  const tell = () => {
    const n = acts().length, words = trouble.querySelector("[data-words]"), list = trouble.querySelector("[data-list]");
    const said = n && state ? fill(trouble.dataset[state], n) : refused.length ? fill(trouble.dataset.refused, refused.length) : "";
    if (words.textContent !== said) words.textContent = said;
    list.replaceChildren(...(n && state ? [] : refused).map((act) => {
      const button = document.createElement("button");
      button.type = "button"; button.className = "btn btn-quiet btn-sm";
      button.textContent = `${act.seq} ${act.why}`;
      button.onclick = () => open(act);
      return button;
    }));
    trouble.querySelector("[data-again-open]").hidden = state !== "expired" || !again;
    trouble.hidden = !said;
  };
  // What could not be done as it was sent is drawn again, as it was typed; of an entry that waits no longer what was typed is shown.
  const open = async (act) => {
    leave();
    let doc = act.doc;
    if (!doc) {
      pages.delete(act.here);
      try { doc = await fetched(act.here); } catch (why) { if (why instanceof TypeError || why.name === "AbortError") { state = "offline"; tell(); return; } }
    }
    refused.splice(refused.indexOf(act), 1); keepRefused();
    if (!doc) { mine(act); return; }
    pages.delete(act.here);
    put(doc, act.here);
    const sent = new URLSearchParams(act.body);
    own().forEach((field) => {
      if (field.type === "checkbox") field.checked = sent.getAll(field.name).includes(field.value);
      else if (sent.has(field.name)) field.value = sent.get(field.name);
    });
  };
  const mine = (act) => {
    const one = get("mine"), line = (text) => Object.assign(document.createElement("p"), { textContent: text, lang: "zh-CN" });
    one.querySelector("[data-why]").textContent = `${act.seq} ${act.why}`;
    one.querySelector("[data-content]").replaceChildren(...(act.said || []).map(line));
    one.querySelector("a").href = act.here;
    tell(); one.showModal();
  };
  const flush = () => {
    if (sending) return sending;
    sending = (async () => {
      clearTimeout(soon);
      for (let act = acts()[0]; act; act = acts()[0]) {
        if (!(await send(act))) break;
      }
    })().finally(() => { sending = null; tell(); if (!acts().length && goTo) { const to = goTo; goTo = ""; show(to); } });
    return sending;
  };
  const drop = (act) => keep(acts().filter((one) => one.id !== act.id));
  const send = async (act) => {
    let answer = null;
    try { answer = await ask(act.to, act.body); } catch { /* No network: it is sent again. */ }
    const status = answer ? answer.status : 0;
    if (answer && (answer.ok || answer.type === "opaqueredirect")) {
      const said = answer.ok ? await answer.json().catch(() => ({})) : {};
      drop(act); failures = 0; state = "";
      const counted = ruled.find((one) => one.id === (act.undoes || act.id));
      if (counted && act.undoes) ruled.splice(ruled.indexOf(counted), 1); else if (counted) counted.done = Date.now();
      if (act.undoes) { pages.delete(act.here); last = null; show(act.here); } else if (last && last.id === act.id) { last.sent = true; last.undo = said.undo; last.said = said.said; last.next = said.next; }
      showUndo();
      return true;
    }
    if (status === 401) { state = "expired"; if (again && !again.isOpen()) again.ask(flush); return false; }
    if (status === 0 || status >= 500 || status === 408 || status === 429) {
      state = "offline"; failures += 1;
      soon = setTimeout(flush, Math.min(15000, 500 * 2 ** failures));
      return false;
    }
    // Ruled on by somebody else, changed meanwhile, or something is wrong with the reasons: the page says what.
    const doc = new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
    const wrong = doc.querySelector("#cockpit [role=alert]") || doc.querySelector("main dl dd") || doc.querySelector("main h1");
    refused.push({ seq: act.seq, here: act.here, body: act.body, said: act.said, why: wrong ? wrong.textContent.trim() : String(status), doc: doc.getElementById("cockpit") ? doc : null });
    keepRefused(); drop(act);
    const counted = ruled.findIndex((one) => one.id === act.id);
    if (counted >= 0) ruled.splice(counted, 1);
    if (last && last.id === act.id) last = null;
    return true;
  };
  // Ruling and reasons as they can be read again.
  const inWords = (of, verdict) => {
    const button = of.querySelector(`.zg-decide [name=verdict][value=${verdict}]`), value = (name) => { const field = of.elements[name]; return field ? field.value.trim() : ""; };
    const reasons = [...of.querySelectorAll(".pick:checked")].map((pick) => [pick.nextElementSibling.title, value(`quote-${pick.value}`), value(`words-${pick.value}`)].filter(Boolean).join(" · "));
    return [button ? button.firstChild.textContent : verdict, ...reasons, value("words")].filter(Boolean);
  };
  const isRuled = (href) => ruled.some((one) => one.here === href);
  const rule = (verdict) => {
    const now = form(), body = new FormData(now);
    // Ruled on already, and still in sight because the next is not there yet.
    if (isRuled(now.dataset.here)) return true;
    // No return without a reason: it is said before anything is sent.
    if (verdict !== "approved" && !now.querySelector(".pick:checked")) {
      get("said").textContent = get("said").dataset.reasonless;
      enter(verdict);
      return true;
    }
    body.set("verdict", verdict); body.set("who", who);
    const act = { id: body.get("act_id"), to: now.action, seq: now.dataset.seq, here: now.dataset.here, body: new URLSearchParams(body).toString(), said: inWords(now, verdict) };
    // A browser that keeps nothing sends the form the plain way.
    if (!keep([...acts().filter((one) => one.id !== act.id), act])) return false;
    last = { id: act.id, to: act.to, here: act.here, seq: act.seq, at: Date.now() };
    ruled.push({ id: act.id, owner: now.dataset.owner, here: act.here, of: now.dataset.of });
    typed.delete(now.action); pages.delete(now.dataset.here);
    // A page fetched ahead may lead to what was ruled on since: then the server says what comes next, an entry or the lot.
    const to = now.dataset.next && !isRuled(now.dataset.next) ? now.dataset.next : "";
    if (to) show(to);
    flush().then(() => { if (!to && !refused.length) { if (acts().length) goTo = now.dataset.back; else show(last && last.next ? last.next : now.dataset.back); } });
    return true;
  };

  // Undoing: what was not sent yet is taken out of the line; what was sent is undone by the server, within its ten seconds.
  let ticking = 0;
  function showUndo() {
    const said = get("said"), button = get("undo-button");
    if (!said || !last) return;
    // Sent, only what the server offers to undo can be undone.
    const left = last.sent && !last.undo ? 0 : Math.ceil((last.at + undoable - Date.now()) / 1000);
    const words = last.said || fill(said.dataset.sending, last.seq);
    if (said.textContent !== words) said.textContent = words;
    if (!button) return;
    button.hidden = left <= 0;
    button.firstChild.textContent = fill(button.dataset.words, left);
    clearTimeout(ticking);
    if (left > 0) ticking = setTimeout(showUndo, 500);
  }
  const undo = async () => {
    if (!last) { const plain = get("undo"); if (plain) { leaving = true; plain.submit(); } return; }
    const act = last;
    if (Date.now() - act.at > undoable) return;
    const waiting = acts().find((one) => one.id === act.id);
    if (waiting && !sending) {
      drop(waiting); ruled.splice(ruled.findIndex((one) => one.id === act.id), 1); last = null; tell();
      leave(); pages.delete(act.here);
      await show(act.here);
      get("said").textContent = fill(get("said").dataset.undone, act.seq);
      return;
    }
    if (sending) await sending;
    if (!act.undo) return;
    const body = new URLSearchParams({ act_id: random(), verdict: act.undo.verdict, who });
    leave();
    keep([...acts(), { id: body.get("act_id"), to: act.undo.to, seq: act.seq, here: act.here, body: body.toString(), undoes: act.id }]);
    flush();
  };

  // Keys: letters and digits while nothing is written in; never with a key of the browser's own.
  const offerKeys = () => { const button = get("keys"); if (button) { button.hidden = false; button.onclick = () => dialog("keymap"); } };
  let mode = "", digits = "", marked = null, chosen = "";
  const box = (code) => place.querySelector(`.pick[value="${code}"]`);
  const mean = (code) => {
    if (!marked || !code) return;
    const field = place.querySelector(`[name="field-${code}"]`), quote = place.querySelector(`[name="quote-${code}"]`);
    if ([...field.options].some((option) => option.value === marked.field)) { field.value = marked.field; quote.value = marked.quote; }
  };
  const enter = (verdict) => {
    if (verdict && !place.querySelector(`[name=verdict][value=${verdict}]`)) return;
    mode = verdict; digits = "";
    place.querySelectorAll(".zg-decide [name=verdict]").forEach((button) => button.classList.toggle("is-on", button.value === mode));
    const list = place.querySelector(".zg-reasons");
    if (mode && list) { list.tabIndex = -1; list.focus({ preventScroll: true }); list.scrollIntoView({ block: "nearest" }); }
  };
  const digit = (key) => {
    digits = (digits + key).slice(-2);
    if (digits.length < 2) return;
    const pick = box(digits);
    if (pick) { pick.checked = !pick.checked; chosen = pick.checked ? digits : ""; if (pick.checked) mean(digits); pick.nextElementSibling.scrollIntoView({ block: "nearest" }); }
    digits = "";
  };
  const follow = (rel) => { const link = place.querySelector(`a[rel=${rel}]`); if (!link) return;
    leave();
    // What was ruled on since is passed over: the entry in sight is asked anew for what stands beside it.
    if (isRuled(link.getAttribute("href"))) pages.delete(form().dataset.here);
    show(isRuled(link.getAttribute("href")) ? form().dataset.here : link.getAttribute("href"));
  };
  const dialog = (id) => { const one = get(id); if (one && one.showModal && !one.open) { one.showModal(); one.scrollTop = 0; } };
  const beside = async () => {
    const link = place.querySelector("[data-alike-link]");
    if (!link) return;
    try {
      const answer = await ask(link.href);
      const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
      get("alike").querySelector("[data-content]").replaceChildren(document.importNode(doc.querySelector("[data-alike]"), true));
      dialog("alike");
    } catch { go(link.href); }
  };
  const pass = () => {
    const more = place.querySelector(".zg-pass");
    if (more) { more.open = true; more.querySelector("select").focus(); }
  };
  // Passing on waits for what was ruled before; without a network the entry stays, and that is said.
  const passOn = async (of) => {
    const to = form().dataset.next && !isRuled(form().dataset.next) ? form().dataset.next : form().dataset.back;
    await flush();
    let answer = null;
    if (!acts().length) try { answer = await ask(of.action, new FormData(of)); } catch { /* Said below. */ }
    if (answer && answer.type === "opaqueredirect") go(to);
    else if (answer) { leaving = true; of.submit(); }
    else { const said = get("said"); said.textContent = said.dataset.unpassed; }
  };
  const keys = {
    j: () => follow("next"), k: () => follow("prev"), a: () => rule("approved"), r: () => enter("returned"), x: () => enter("redo"),
    d: beside, t: pass, u: undo, "?": () => dialog("keymap"),
  };
  const writing = (target) => target.closest && target.closest("input:not(.pick), textarea, select, dialog, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && mode && (event.ctrlKey || (!writing(event.target) && !event.target.closest("a, button, summary")))) {
      event.preventDefault();
      rule(mode);
      return;
    }
    if (event.ctrlKey || writing(event.target)) return;
    if (event.key === "Escape") { enter(""); place.querySelectorAll(".pick:checked").forEach((pick) => { pick.checked = false; }); return; }
    if (/^[0-9]$/.test(event.key)) { if (place.querySelector(".zg-reasons")) { event.preventDefault(); digit(event.key); } return; }
    const act = !event.repeat && keys[event.key.toLowerCase()];
    if (!act || (!place.querySelector("[name=verdict]") && !["j", "k", "u", "?"].includes(event.key.toLowerCase()))) return;
    event.preventDefault();
    act();
  });
  // A reason means the words that were marked before it was chosen, or right after.
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const at = (node) => node && (node.nodeType === 1 ? node : node.parentElement).closest("#cockpit [data-field]");
    const field = at(selection.anchorNode);
    if (selection.isCollapsed || !field || field !== at(selection.focusNode)) return;
    const range = selection.getRangeAt(0).cloneContents();
    range.querySelectorAll("del").forEach((gone) => gone.remove());
    const quote = range.textContent.trim();
    if (quote) { marked = { field: field.dataset.field, quote: quote.slice(0, 500) }; 
      // Words of a reason that has some already are left alone.
      const quoted = chosen && place.querySelector(`[name="quote-${chosen}"]`);
      if (quoted && !quoted.value && box(chosen).checked) mean(chosen);
    }
  });
  place.addEventListener("change", (event) => {
    if (!event.target.matches(".pick")) return;
    chosen = event.target.checked ? event.target.value : "";
    if (event.target.checked) mean(event.target.value);
  });
  // Buttons and links do what the keys do.
  document.addEventListener("submit", (event) => {
    if (event.target === form()) {
      const verdict = event.submitter && event.submitter.value;
      if (verdict && rule(verdict)) event.preventDefault(); else leaving = true;
    } else if (event.target.id === "undo" && last) { event.preventDefault(); undo(); }
    else if (event.target.id === "pass") { event.preventDefault(); passOn(event.target); }
  });
  place.addEventListener("click", (event) => {
    if (event.target.closest("#undo-button") && last) { event.preventDefault(); undo(); return; }
    const link = event.target.closest("a[rel=next], a[rel=prev], .zg-people a, [data-alike-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches("[data-alike-link]")) beside(); else { leave(); show(link.getAttribute("href")); }
  });
  trouble.querySelector("[data-again-open]").addEventListener("click", () => again.ask(flush));
  window.addEventListener("online", flush);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && (typed.size || refused.length || isTyped() || (acts().length && state))) event.preventDefault();
  });
  history.replaceState({ zg: 1 }, "");
  if (acts().length) flush();
  tell(); offerKeys();
  fetchAhead();
})();
