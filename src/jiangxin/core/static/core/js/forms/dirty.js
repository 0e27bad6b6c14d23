// Knows what has changed since the last save, and warns before leaving with it.

export class Dirty {
  constructor(form, onChange) {
    this.form = form;
    this.paths = new Set();
    this.sending = new Set(); // files on their way
    this.leaving = false;
    this.onChange = onChange;
    form.addEventListener("input", (event) => this.#note(event));
    form.addEventListener("change", (event) => this.#note(event));
    form.addEventListener("submit", () => (this.leaving = true));
    window.addEventListener("beforeunload", (event) => {
      if ((this.paths.size || this.sending.size) && !this.leaving) event.preventDefault();
    });
    window.addEventListener("pageshow", () => (this.leaving = false));
  }

  // Rows are saved with their whole section: their numbers move.
  #note(event) {
    if (event.target.type === "file") return;
    const field = event.target.closest("[data-jx-field]");
    if (field) this.add(field.dataset.jxField);
  }

  // What was typed before this script arrived, over a slow line, counts like everything after.
  noticeEarlier() {
    const early = [...this.form.querySelectorAll("[data-jx-field] :is(input, select, textarea)")].filter(isChanged);
    early.forEach((input) => this.#note({ target: input }));
  }

  add(path) {
    const parts = path.split(".");
    this.paths.add(parts.length > 2 ? parts[0] : path);
    this.onChange();
  }

  take() {
    const taken = [...this.paths];
    this.paths.clear();
    return taken;
  }

  putBack(paths) {
    paths.forEach((path) => this.paths.add(path));
  }
}

function isChanged(input) {
  if (input.type === "file") return false;
  if (input.type === "checkbox" || input.type === "radio") return input.checked !== input.defaultChecked;
  if (input.tagName !== "SELECT") return input.value !== input.defaultValue;
  return input.selectedIndex !== Math.max([...input.options].findIndex((option) => option.defaultSelected), 0);
}
