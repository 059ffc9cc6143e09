// A form with data-passkey asks the device before it is sent: "create" makes a passkey, "get" has one answer. The server's question
// comes from data-question. Where the browser has none, or the page stands at another address than passkeys belong to, it says so.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join(""))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));
  const ready = (kind, { publicKey }) => {
    const asked = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (kind === "create") {
      asked.user = { ...asked.user, id: bytes(asked.user.id) };
      asked.excludeCredentials = listed(asked.excludeCredentials);
    } else asked.allowCredentials = listed(asked.allowCredentials);
    return { publicKey: asked };
  };
  const written = ({ id, rawId, type, response }) => {
    const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const said = {};
    names.forEach((name) => { if (response[name]) said[name] = text(response[name]); });
    return JSON.stringify({ id, rawId: text(rawId), type, response: said, extensions: {} });
  };
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const { passkey: kind, question, origin, insecure, elsewhere, failed } = form.dataset;
    const why = form.querySelector("[data-why]");
    const button = form.querySelector("button");
    const able = window.isSecureContext && window.PublicKeyCredential && navigator.credentials;
    form.hidden = false;
    if (window.location.origin !== origin || !able) {
      button.disabled = true;
      why.textContent = window.location.origin === origin ? insecure : elsewhere;
      return;
    }
    // Where the bar that stays in sight has the password alone, it leads here.
    if (form.id) for (const link of document.querySelectorAll(`a[href="#${form.id}"]`)) link.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.dataset.asking) return;
      form.dataset.asking = "1";
      why.textContent = "";
      let said = {};
      try {
        const body = new URLSearchParams(new FormData(form));
        const answer = await fetch(question, { method: "POST", body, headers: { "X-Zg-Script": "1" }, redirect: "manual" });
        said = await answer.json();
        if (!answer.ok) throw new Error("refused");
        const given = await navigator.credentials[kind](ready(kind, said.options));
        form.elements.token.value = said.token;
        form.elements.credential.value = written(given);
        if (form.elements.password) form.elements.password.value = "";
        form.submit();
      } catch { why.textContent = said.why || failed; }
      delete form.dataset.asking;
    });
  });
})();
