// A form marked data-once is sent once, however often its button is pressed; a thin line tells that the page is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.target === "_blank") return;
  if (form.dataset.once !== undefined) {
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  }
  if (event.submitter?.dataset.download === undefined) document.body.classList.add("jx-busy");
});

// Coming back with the browser's own button shows the page as it was left: ready to send again.
addEventListener("pageshow", () => {
  document.body.classList.remove("jx-busy");
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
