// Adding, removing and moving rows without a round trip. The same buttons work without scripts, through the server.

import { readSection, rowElements, say, writeFields } from "./state.js";

const NUMBERED = ["name", "id", "for", "value", "data-jx-field", "data-jx-error", "data-jx-counter", "data-jx-files", "aria-describedby"];

export class Rows {
  constructor(form, rules, words, onChange) {
    Object.assign(this, { form, rules, words, onChange });
    this.files = new Map(); // the drawn files of rows taken out, by id: undoing brings them back
    form.addEventListener("click", (event) => this.#click(event));
    form.addEventListener("keydown", (event) => event.key === "Escape" && this.#widen(form.querySelector(".is-wide")));
    form.querySelectorAll("[data-jx-wide]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => this.#widen(button.closest("[data-jx-section]")));
    });
  }

  // A long table can take the whole window, and gives it back.
  #widen(section) {
    if (!section) return;
    const wide = section.classList.toggle("is-wide");
    section.querySelector("[data-jx-wide]").setAttribute("aria-pressed", String(wide));
    document.documentElement.classList.toggle("jx-no-scroll", wide);
  }

  rule(section) {
    return this.rules.sections.find((item) => item.code === section.dataset.jxSection);
  }

  #click(event) {
    const button = event.target.closest("[data-jx-add], [data-jx-remove], [data-jx-move]");
    if (!button) return;
    event.preventDefault();
    const section = button.closest("[data-jx-section]");
    const row = button.closest("tr[data-jx-row]");
    if ("jxAdd" in button.dataset) this.#added(section);
    else if ("jxRemove" in button.dataset) this.#remove(section, row);
    else this.#move(section, row, button.dataset.jxMove);
  }

  #added(section) {
    const row = this.add(section);
    if (!row) return this.#announce(section, "too_many_rows", this.rule(section).max_rows);
    this.#settle(section);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    this.#announce(section, "row_added", rowElements(section).length);
  }

  #remove(section, row) {
    const before = readSection(this.form, this.rule(section));
    const place = rowElements(section).indexOf(row);
    this.#keepFiles(row);
    row.remove();
    this.#settle(section);
    (rowElements(section)[Math.max(place - 1, 0)]?.querySelector("[data-jx-remove]") ?? section.querySelector("[data-jx-add]")).focus();
    this.#announce(section, "row_removed", place + 1);
    this.offerUndo(section, before, say(this.words, "row_removed", { n: place + 1 }));
  }

  #move(section, row, way) {
    const other = way === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (way === "up") other.before(row);
    else other.after(row);
    this.#settle(section);
    row.querySelector(`[data-jx-move="${way}"]`).focus();
    this.#announce(section, "row_moved", rowElements(section).indexOf(row) + 1);
  }

  // Returns the new row, or null when no more rows fit.
  add(section) {
    const body = section.querySelector("tbody");
    if (body.rows.length >= this.rule(section).max_rows) return null;
    const row = section.querySelector("template[data-jx-blank]").content.firstElementChild.cloneNode(true);
    body.append(row);
    this.#renumber(section);
    return row;
  }

  // Makes the rows of a section say exactly `values`. Stored files stay where their row is found by their ids.
  replace(section, values) {
    this.#keepFiles(section);
    section.querySelector("tbody").replaceChildren();
    for (const value of values) {
      const row = this.add(section);
      if (!row) break;
      writeFields(row, value);
      this.#putFiles(row, value);
    }
    this.#settle(section);
  }

  // Files on their way have no id yet; they come into their row when they have arrived.
  #keepFiles(root) {
    for (const item of root.querySelectorAll(".jx-file-list > li")) {
      const held = item.querySelector("input[type=hidden]");
      if (held) this.files.set(held.value, item);
    }
  }

  #putFiles(row, value) {
    for (const place of row.querySelectorAll("[data-jx-files]")) {
      for (const file of value[place.dataset.jxFiles.split(".").at(-1)] || []) {
        const item = this.files.get(String(file.id));
        if (item) place.querySelector(".jx-file-list").append(item);
      }
    }
    this.#renumber(row.closest("[data-jx-section]"));
  }

  offerUndo(section, before, text) {
    section.querySelector(".jx-undo")?.remove();
    const notice = Object.assign(document.createElement("p"), { className: "jx-undo", textContent: `${text} ` });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link btn-sm", textContent: this.words.undo });
    button.addEventListener("click", () => {
      this.replace(section, before);
      notice.remove();
    });
    notice.append(button);
    section.querySelector("[data-jx-add]").after(notice);
  }

  #settle(section) {
    this.#renumber(section);
    const count = rowElements(section).length;
    section.querySelector("[data-jx-row-count]").textContent = count;
    section.querySelector("[data-jx-empty]").hidden = count > 0;
    this.onChange(section.dataset.jxSection);
    this.form.dispatchEvent(new CustomEvent("jx:rewritten"));
  }

  #renumber(section) {
    const code = section.dataset.jxSection;
    rowElements(section).forEach((row, index) => {
      row.querySelector("[data-jx-row-number]").textContent = index + 1;
      if (row.dataset.jxRow === String(index)) return;
      this.#rename(row, code, row.dataset.jxRow, String(index));
      row.dataset.jxRow = String(index);
    });
  }

  #rename(row, code, from, to) {
    const swap = (text) => text.replaceAll(`${code}.${from}.`, `${code}.${to}.`);
    for (const node of row.querySelectorAll("*")) {
      for (const name of NUMBERED) {
        const text = node.getAttribute(name);
        // Values belong to the buttons; what people have typed is not ours to rewrite.
        if (!text || (name === "value" && node.name !== "act")) continue;
        if (text === `${code}.${from}`) node.setAttribute(name, `${code}.${to}`);
        else if (name === "value") node.setAttribute(name, swap(text).replace(new RegExp(`^(remove|up|down):${code}:${from}$`), `$1:${code}:${to}`));
        else node.setAttribute(name, swap(text));
      }
    }
  }

  #announce(section, key, n) {
    section.querySelector("[data-jx-announce]").textContent = say(this.words, key, { n });
  }
}
