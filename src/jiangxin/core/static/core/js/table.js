// Choosing columns applies at once, and only what differs from the standard stays in the address.
for (const form of document.querySelectorAll("form[data-columns]")) {
  const send = () => form.requestSubmit();
  let waiting = null;
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, 600);
  });
}

// Empty filters are left out of the address, so that it can be read and passed on.
for (const form of document.querySelectorAll("form[data-filters]")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) {
      if (value === "") event.formData.delete(name);
    }
  });
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => form.requestSubmit());
  }
}

// On the phone the filters are folded away until asked for, unless some are in force; a wide window always shows them.
const narrow = matchMedia("(max-width: 48rem)");
const fold = () => {
  for (const wrap of document.querySelectorAll("[data-filters-wrap]")) {
    wrap.open = !narrow.matches || wrap.dataset.inUse !== undefined;
  }
};
narrow.addEventListener("change", fold);
fold();
