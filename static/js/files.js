// A form with files: what can't be taken is said at the field before anything is sent, and how far it is while it is sent.
// Without files, and without this script, the form goes as any other; one that says data-plain does so with them, too. What the server says to the script stands at its field.
const say = (text, ...values) => values.reduce((said, value, n) => said.replace(`{${n}}`, value), text);
const place = (form) => form.querySelector("[data-files]");
const parts = (field) => ({ input: field.querySelector("input[type=file]"), errors: field.querySelector(".err") });

function show(field, lines) {
  const { input, errors } = parts(field);
  errors.textContent = "";
  lines.forEach((line) => { errors.append(Object.assign(document.createElement("p"), { textContent: line })); });
  if (lines.length) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
}

function wrong(field) {
  const { input } = parts(field);
  const { most, megabytes, many, large, empty, other } = field.dataset;
  const endings = input.accept.split(",");
  const lines = input.files.length > Number(most) ? [say(many, most)] : [];
  [...input.files].forEach((file) => {
    if (file.size > Number(megabytes) * 1024 * 1024) lines.push(say(large, file.name, megabytes));
    else if (!file.size) lines.push(say(empty, file.name));
    else if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) lines.push(say(other, file.name));
  });
  return lines;
}

document.addEventListener("change", (event) => {
  const field = event.target.closest && event.target.closest("[data-files]");
  if (field) show(field, wrong(field));
});

// What the server says of other fields of the form.
function told(form, problems) {
  const field = place(form);
  show(field, problems.files ? [problems.files] : []);
  form.querySelectorAll(".err[data-told]").forEach((line) => line.remove());
  Object.entries(problems).filter(([name]) => name !== "files").forEach(([name, text]) => {
    const input = form.elements[name];
    if (!input) { show(field, [text]); return; }
    const line = Object.assign(document.createElement("p"), { className: "err", textContent: text });
    line.setAttribute("role", "alert");
    line.dataset.told = "1";
    input.closest(".zg-field").append(line);
    input.focus();
  });
}

function send(form) {
  const field = place(form);
  const bar = document.createElement("div");
  bar.className = "zg-sending";
  bar.setAttribute("role", "status");
  const words = document.createElement("span");
  const progress = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  progress.setAttribute("aria-label", field.dataset.sending);
  words.textContent = field.dataset.sending;
  bar.append(words, progress);
  field.append(bar);
  form.dataset.uploading = "1";
  const request = new XMLHttpRequest();
  const end = () => { bar.remove(); delete form.dataset.uploading; };
  const failed = (why) => { end(); show(field, [why || field.dataset.failed]); };
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) progress.value = event.loaded / event.total; });
  request.addEventListener("error", () => failed());
  request.addEventListener("load", () => {
    let said = {};
    try { said = JSON.parse(request.responseText); } catch { /* A page, and no words for a script. */ }
    if (request.status === 200) {
      // It was recorded, now or when it was sent before.
      document.dispatchEvent(new CustomEvent("zg:sent", { detail: form }));
      location.assign(said.to || request.responseURL);
    } else if (request.status === 422 && said.problems) { end(); told(form, said.problems); }
    else if (request.status === 401 && window.zgAgain) { end(); window.zgAgain.ask(() => send(form)); }
    else failed(said.why);
  });
  request.open("POST", form.action);
  request.setRequestHeader("X-Zg-Script", "1");
  request.send(new FormData(form));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const field = form.method === "post" && place(form);
  if (!field || event.defaultPrevented || !parts(field).input.files.length) return;
  const lines = wrong(field);
  const plain = "plain" in field.dataset;
  if (!plain || lines.length) event.preventDefault();
  show(field, lines);
  if (!plain && !lines.length && !form.dataset.uploading) send(form);
});
