// Pasting a block of cells from a spreadsheet into the rows of a section: columns matched by header or by order,
// shown before they are taken over, undone with one click.

import { clipboardText, parseTable } from "./cells.js";
import { readSection, rowElements, say } from "./state.js";

// A heading without star and unit, and without the blanks that spread it ("姓  名").
const bare = (text) => text.normalize("NFKC").replace(/[*(].*$/su, "").replace(/\s+/gu, "").toLowerCase();

// Titles and notes may stand above the headings; two lines of headings are read by the lower one.
const HIGHEST_HEADINGS = 6;

function headingsOf(table, columns) {
  const labels = columns.map(({ label }) => bare(label));
  const are = table.slice(0, HIGHEST_HEADINGS).map((cells) => {
    const header = cells.map(bare);
    const hits = labels.filter((label) => header.includes(label)).length;
    return hits >= Math.min(2, columns.length) || header.includes(labels[0]) || (hits > 0 && hits === header.filter(Boolean).length);
  });
  let at = are.indexOf(true);
  while (at >= 0 && are[at + 1]) at += 1;
  return at;
}

// Which column of `table` goes to which of `columns` ({code, label}), -1 when none does; `header` is the row of
// headings, -1 when there is none.
export function matchColumns(table, columns) {
  const header = headingsOf(table, columns);
  const found = (table[header] || []).map(bare);
  if (header >= 0) return { header, mapping: columns.map(({ label }) => found.indexOf(bare(label))) };
  // Lists often start with a running number of their own.
  const numbered = table.length > 1 && table.every((row, index) => row[0] === String(index + 1)) ? 1 : 0;
  return { header, mapping: columns.map((_, place) => (place + numbered < widthOf(table) ? place + numbered : -1)) };
}

const widthOf = (table) => Math.max(0, ...table.map((cells) => cells.length));

export function toRows(table, columns, { header, mapping }) {
  return table.slice(header + 1).map((cells) =>
    Object.fromEntries(columns.map(({ code }, place) => [code, cells[mapping[place]] ?? ""]).filter(([, cell]) => cell !== "")),
  ).filter((row) => Object.keys(row).length);
}

// The columns of `table` that go nowhere although they say something, by heading or number; running numbers aside.
export function leftOut(table, { header, mapping }) {
  const rows = table.slice(header + 1);
  const places = Array.from({ length: widthOf(table) }, (_, place) => place).filter((place) => !mapping.includes(place));
  const says = (place) => rows.some((cells, index) => cells[place] && cells[place] !== String(index + 1));
  return places.filter(says).map((place) => table[header]?.[place] || String(place + 1));
}

export class Paste {
  constructor(form, rules, words, rows) {
    Object.assign(this, { form, rules, words, rows });
    this.dialog = document.getElementById("paste-dialog");
    form.querySelectorAll("[data-jx-paste]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => this.open(button.closest("[data-jx-section]"), ""));
    });
    form.addEventListener("paste", (event) => this.#pasted(event));
    const area = this.dialog.querySelector("[data-jx-paste-text]");
    area.addEventListener("input", () => this.#preview());
    area.addEventListener("paste", (event) => this.#pastedHere(event, area));
    this.dialog.addEventListener("close", () => this.#take());
  }

  #pasted(event) {
    const section = event.target.closest(".jx-rows")?.closest("[data-jx-section]");
    const text = clipboardText(event.clipboardData);
    const isBlock = text.includes("\t") || (text.trim().includes("\n") && event.target.tagName !== "TEXTAREA");
    if (!section || !isBlock) return;
    event.preventDefault();
    this.open(section, text);
  }

  // Merged cells come as HTML only, which a text area would not take.
  #pastedHere(event, area) {
    const text = clipboardText(event.clipboardData);
    if (text === event.clipboardData?.getData("text/plain")) return;
    event.preventDefault();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    this.#preview();
  }

  open(section, text) {
    this.section = section;
    const heads = [...section.querySelectorAll("thead th")].slice(1, -1);
    const rule = this.rows.rule(section);
    this.columns = rule.fields
      .map((field, place) => ({ code: field.code, kind: field.kind, label: heads[place].childNodes[0].textContent.trim() }))
      .filter(({ kind }) => kind !== "file" && kind !== "files");
    this.dialog.returnValue = "cancel";
    this.dialog.querySelector("[data-jx-paste-text]").value = text;
    this.#preview();
    if (!this.dialog.open) this.dialog.showModal();
  }

  #preview() {
    this.table = parseTable(this.dialog.querySelector("[data-jx-paste-text]").value);
    this.match = matchColumns(this.table, this.columns);
    this.#draw();
  }

  #draw() {
    const preview = this.dialog.querySelector(".jx-paste-preview");
    const values = toRows(this.table, this.columns, this.match);
    const typed = this.dialog.querySelector("[data-jx-paste-text]").value.trim() !== "";
    preview.hidden = !values.length;
    const error = this.dialog.querySelector("[data-jx-paste-error]");
    error.hidden = !typed || values.length > 0;
    error.textContent = this.words.nothing_to_paste;
    this.dialog.querySelectorAll("[data-jx-paste-go]").forEach((button) => (button.disabled = !values.length));
    this.dialog.querySelector("[data-jx-paste-count]").textContent = values.length ? this.#told(values) : "";
    const head = document.createElement("tr");
    this.columns.forEach((column, place) => head.append(this.#chooser(column, place)));
    preview.querySelector("thead").replaceChildren(head);
    preview.querySelector("tbody").replaceChildren(...values.slice(0, 20).map((row) => this.#line(row)));
  }

  #told(values) {
    const names = leftOut(this.table, this.match);
    const told = [say(this.words, "rows_found", { n: values.length })];
    if (names.length) told.push(say(this.words, "columns_left_out", { n: names.length, names: names.join("、") }));
    const most = this.rows.rule(this.section).max_rows;
    const have = this.#filled().length;
    const over = have + values.length - most;
    if (over > 0) told.push(say(this.words, "rows_too_many", { n: over, most, have }));
    return told.join(" ");
  }

  #filled() {
    return readSection(this.form, this.rows.rule(this.section)).filter((row) => Object.keys(row).length);
  }

  #chooser(column, place) {
    const cell = document.createElement("th");
    const select = Object.assign(document.createElement("select"), { className: "form-select form-select-sm" });
    select.setAttribute("aria-label", column.label);
    select.append(new Option(this.words.skip_column, "-1"));
    const headings = this.table[this.match.header] ?? [];
    for (let at = 0; at < widthOf(this.table); at += 1) select.append(new Option(headings[at] || `${at + 1}`, String(at)));
    select.value = String(this.match.mapping[place]);
    select.addEventListener("change", () => {
      this.match.mapping[place] = Number(select.value);
      this.#draw();
    });
    cell.append(column.label, select);
    return cell;
  }

  #line(row) {
    const line = document.createElement("tr");
    line.append(...this.columns.map(({ code }) => Object.assign(document.createElement("td"), { textContent: row[code] ?? "" })));
    return line;
  }

  #take() {
    const how = this.dialog.returnValue;
    if (how !== "append" && how !== "replace") return;
    const rule = this.rows.rule(this.section);
    const before = readSection(this.form, rule);
    const kept = how === "append" ? this.#filled() : [];
    const values = toRows(this.table, this.columns, this.match);
    this.rows.replace(this.section, [...kept, ...values]);
    const taken = rowElements(this.section).length - kept.length;
    const over = values.length - taken;
    const note = over ? say(this.words, "rows_left_out", { n: over, most: rule.max_rows }) : "";
    this.rows.offerUndo(this.section, before, [say(this.words, "rows_pasted", { n: taken }), note].filter(Boolean).join(" "));
    if (over) this.section.querySelector(".jx-undo").scrollIntoView({ block: "center" });
  }
}
