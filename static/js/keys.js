// The first field with a problem gets the focus after a form came back.
const wrong = document.querySelector("main [aria-invalid=true]");
if (wrong) wrong.focus();
