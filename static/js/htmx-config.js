// A partial answer that is an error page replaces the whole page, so that no failure passes unseen.
document.addEventListener("htmx:response:error", () => location.reload());
