// Knows what has changed since the last save, and warns before leaving with it.

export class Dirty {
  constructor(form, onChange) {
    this.form = form;
    this.paths = new Set();
    this.leaving = false;
    this.onChange = onChange;
    form.addEventListener("input", (event) => this.#note(event));
    form.addEventListener("change", (event) => this.#note(event));
    form.addEventListener("submit", () => (this.leaving = true));
    window.addEventListener("beforeunload", (event) => {
      if (this.paths.size && !this.leaving) event.preventDefault();
    });
    window.addEventListener("pageshow", () => (this.leaving = false));
  }

  // Rows are saved with their whole section: their numbers move.
  #note(event) {
    if (event.target.type === "file") return;
    const field = event.target.closest("[data-jx-field]");
    if (field) this.add(field.dataset.jxField);
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
