// A form with data-save keeps itself: at once in this browser, and on the server a moment after the last key, while somebody
// types on at least every few seconds. What an answer got lost for, the network or the session, is sent again.
(() => {
  const form = document.querySelector("form[data-save]");
  if (!form || !window.fetch || !window.URLSearchParams) return;
  const copies = window.zgCopies, again = window.zgAgain, advise = window.zgAdvise;
  const own = ["act_id", "version", "id", "who", "window", "do"];
  const idle = 1500, most = 5000, patience = 15000;
  const random = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
  const hidden = (name) => form.elements[name];
  const text = () => {
    const all = new URLSearchParams(new FormData(form));
    own.forEach((name) => all.delete(name));
    return all.toString();
  };
  const { who } = form.dataset;
  let { what } = form.dataset;
  hidden("window").value = random();
  let stored = text();       // what the server is known to hold
  let busy = false, stopped = false, failures = 0;
  let soon = 0, since = 0;

  // What is to be seen of it.
  const bar = document.getElementById("saved"), trouble = document.getElementById("trouble");
  const show = (state, filling) => {
    bar.textContent = bar.dataset[state].replace("{0}", filling || "");
    bar.className = state === "done" ? "zg-saved" : "zg-saved is-off";
  };
  const tell = (state) => {
    const words = state ? trouble.dataset[state] : "";
    if (trouble.firstElementChild.textContent !== words) trouble.firstElementChild.textContent = words;
    trouble.hidden = !state;
    trouble.dataset.state = state;
    trouble.querySelector("[data-again-open]").hidden = state !== "expired" || !again;
  };

  const copy = () => {
    const now = text();
    const page = hidden("window").value;
    if (now === stored) { copies.drop(who, what, page); return true; }
    return copies.put(who, what, { page, text: now, version: hidden("version").value, at: Date.now() });
  };

  const schedule = (wait) => { clearTimeout(soon); soon = setTimeout(save, wait); };
  const changed = () => {
    copy();
    if (stopped || text() === stored) return;
    // What went wrong stays in sight until it is mended.
    if (trouble.hidden) show("busy");
    if (!since) since = Date.now();
    schedule(Math.max(0, Math.min(idle, since + most - Date.now())));
  };

  async function save() {
    if (busy || stopped) return;
    const sent = text();
    if (sent === stored) { since = 0; return; }
    busy = true;
    const body = new URLSearchParams(new FormData(form));
    const abort = window.AbortController ? new AbortController() : null;
    const clock = setTimeout(() => abort && abort.abort(), patience);
    let answer = null, said = null;
    try {
      answer = await fetch(form.dataset.save, {
        method: "POST", body, headers: { "X-Zg-Script": "1" }, redirect: "manual", signal: abort ? abort.signal : undefined,
      });
      if (answer.ok) said = await answer.json();
    } catch { answer = null; }
    clearTimeout(clock);
    busy = false; since = 0;
    if (said) return arrived(sent, said);
    const status = answer ? answer.status : 0;
    show(copy() ? "local" : "nowhere");
    if (status === 401) { tell("expired"); if (again && !again.isOpen()) again.ask(save); return; }
    if (status === 409) { stopped = true; tell("conflict"); return; }
    if (status > 0 && status < 500 && status !== 408 && status !== 429) { tell("refused"); return; }
    failures += 1;
    tell("offline");
    schedule(Math.min(15000, 1000 * 2 ** failures));
  }

  function arrived(sent, said) {
    const page = hidden("window").value;
    failures = 0; stored = sent;
    hidden("version").value = said.version;
    hidden("act_id").value = said.act;
    tell(""); show("done", said.at);
    advise(said);
    if (what !== said.id) {
      // A new one has got its number: whoever reloads is to find it again.
      copies.drop(who, what, page);
      what = said.id;
      hidden("id").value = said.id;
      history.replaceState(null, "", `/problems/${said.id}/edit`);
    }
    copy();
    if (text() !== stored) changed();
  }

  // A copy that nobody finished: of a page that was closed, a browser that died, a session that ended.
  const fill = (words) => {
    const values = new URLSearchParams(words);
    const at = {};
    for (const field of form.elements) {
      if (!field.name || own.includes(field.name) || field.type === "hidden") continue;
      const all = values.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") { field.checked = all.includes(field.value); continue; }
      const n = at[field.name] || 0;
      at[field.name] = n + 1;
      if (n < all.length) field.value = all[n];
    }
  };
  const rows = (words, name) => new URLSearchParams(words).getAll(name).length;
  const fits = (words) => ["cause_text", "measure_text", "look_back"].every((name) => rows(words, name) === rows(text(), name));
  const found = document.getElementById("found");
  const notice = (state, left, buttons) => {
    found.querySelector("[data-words]").textContent = found.dataset[state].replace("{0}", new Date(left.at).toLocaleString(document.documentElement.lang));
    found.querySelectorAll("button").forEach((button) => {
      button.hidden = !buttons[button.dataset.do];
      button.onclick = () => { found.hidden = true; buttons[button.dataset.do](); };
    });
    found.hidden = false;
  };
  const take = (left) => {
    hidden("window").value = left.page;
    hidden("version").value = left.version;
    if (fits(left.text)) { fill(left.text); changed(); return; }
    // It has more or fewer rows than this page: the server draws it.
    post(left.text);
  };
  function post(words) {
    const extra = document.createElement("form");
    extra.method = "post"; extra.action = form.dataset.save; extra.hidden = true;
    const all = new URLSearchParams(words);
    own.filter((name) => name !== "do").forEach((name) => all.set(name, hidden(name).value));
    all.forEach((value, name) => {
      const field = document.createElement("textarea");
      field.name = name; field.value = value;
      extra.append(field);
    });
    document.body.append(extra);
    extra.submit();
  }
  async function recover() {
    for (const left of copies.of(who, what)) {
      if (left.text === stored) { copies.drop(who, what, left.page); continue; }
      if (await pages.isOpen(left.page)) continue;
      const before = text(), version = hidden("version").value, page = hidden("window").value;
      const forget = () => copies.drop(who, what, left.page);
      // Nothing else was stored since, or what is stored is an earlier state of the very same page.
      if (left.version === version || left.page === form.dataset.window) {
        take(left);
        notice("back", left, { undo: () => { forget(); hidden("window").value = page; fill(before); changed(); } });
      } else {
        notice("other", left, { use: () => take(left), drop: forget });
      }
      return;
    }
  }

  // Two pages of the same form know of each other, so that none takes the other's copy for a lost one.
  const pages = (() => {
    const channel = window.BroadcastChannel ? new BroadcastChannel("zg-pages") : null;
    const waiting = {};
    if (channel) channel.onmessage = ({ data }) => {
      if (data.ask && data.ask === hidden("window").value) channel.postMessage({ here: data.ask });
      if (data.here && waiting[data.here]) waiting[data.here](true);
    };
    return {
      isOpen: (page) => new Promise((answer) => {
        if (!channel) { answer(false); return; }
        waiting[page] = answer;
        channel.postMessage({ ask: page });
        setTimeout(() => answer(false), 150);
      }),
    };
  })();

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => schedule(0));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") { copy(); schedule(0); } });
  window.addEventListener("pagehide", copy);
  trouble.querySelector("[data-again-open]").addEventListener("click", () => again.ask(save));
  // A button of the form leaves the page: not while the server can't be reached or asks for the password first.
  form.addEventListener("submit", (event) => {
    copy();
    if (!["offline", "expired"].includes(trouble.dataset.state)) return;
    event.preventDefault();
    const button = event.submitter;
    stored = null;
    save().then(() => { if (trouble.hidden && button) form.requestSubmit ? form.requestSubmit(button) : button.click(); });
  });
  recover();
})();
