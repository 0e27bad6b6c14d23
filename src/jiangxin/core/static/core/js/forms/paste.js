// Pasting a block of cells from a spreadsheet into the rows of a section: columns matched by header or by order,
// shown before they are taken over, undone with one click.

import { readSection, rowElements, say, writeFields } from "./state.js";

// A whole quoted cell: up to a quote with the cell's end behind it, quotes inside it doubled.
const QUOTED = /"((?:[^"]|"")*)"(?=\t|\n|$)/y;

// Tab-separated text as spreadsheets put it on the clipboard: cells with line breaks or tabs are quoted, others are
// not, even when their own text begins with a quote.
export function parseTable(text) {
  const rows = [[""]];
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < clean.length; at += 1) {
    const char = clean[at];
    const row = rows.at(-1);
    QUOTED.lastIndex = at;
    const quoted = char === '"' && row.at(-1) === "" ? QUOTED.exec(clean) : null;
    if (quoted) {
      row[row.length - 1] = quoted[1].replaceAll('""', '"');
      at += quoted[0].length - 1;
    } else if (char === "\t") row.push("");
    else if (char === "\n") rows.push([""]);
    else row[row.length - 1] += char;
  }
  return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ""));
}

// A heading without star and unit, and without the blanks that spread it ("姓  名").
const bare = (text) => text.normalize("NFKC").replace(/[*(].*$/su, "").replace(/\s+/gu, "").toLowerCase();

// Which column of `table` goes to which of `columns` ({code, label}); -1 when none does.
export function matchColumns(table, columns) {
  const header = (table[0] || []).map(bare);
  const known = columns.map(({ label }) => header.indexOf(bare(label)));
  const hits = known.filter((place) => place >= 0).length;
  const hasHeader = hits >= Math.min(2, columns.length) || (hits > 0 && hits === header.filter(Boolean).length);
  if (hasHeader) return { hasHeader, mapping: known };
  // Lists often start with a running number of their own.
  const numbered = table.length > 1 && table.every((row, index) => row[0] === String(index + 1)) ? 1 : 0;
  return { hasHeader, mapping: columns.map((_, place) => (place + numbered < (table[0] || []).length ? place + numbered : -1)) };
}

export function toRows(table, columns, { hasHeader, mapping }) {
  return table.slice(hasHeader ? 1 : 0).map((cells) =>
    Object.fromEntries(columns.map(({ code }, place) => [code, cells[mapping[place]] ?? ""]).filter(([, cell]) => cell !== "")),
  );
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
    this.dialog.querySelector("[data-jx-paste-text]").addEventListener("input", () => this.#preview());
    this.dialog.addEventListener("close", () => this.#take());
  }

  #pasted(event) {
    const section = event.target.closest(".jx-rows")?.closest("[data-jx-section]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const isBlock = text.includes("\t") || (text.trim().includes("\n") && event.target.tagName !== "TEXTAREA");
    if (!section || !isBlock) return;
    event.preventDefault();
    this.open(section, text);
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
    this.dialog.querySelector("[data-jx-paste-count]").textContent = values.length ? say(this.words, "rows_found", { n: values.length }) : "";
    const head = document.createElement("tr");
    this.columns.forEach((column, place) => head.append(this.#chooser(column, place)));
    preview.querySelector("thead").replaceChildren(head);
    preview.querySelector("tbody").replaceChildren(...values.slice(0, 20).map((row) => this.#line(row)));
  }

  #chooser(column, place) {
    const cell = document.createElement("th");
    const select = Object.assign(document.createElement("select"), { className: "form-select form-select-sm" });
    select.setAttribute("aria-label", column.label);
    select.append(new Option(this.words.skip_column, "-1"));
    (this.table[0] || []).forEach((text, index) => select.append(new Option(this.match.hasHeader ? text : `${index + 1}`, String(index))));
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
    const isEmpty = (row) => !Object.keys(row).length;
    const kept = how === "append" ? before.filter((row) => !isEmpty(row)) : [];
    const values = toRows(this.table, this.columns, this.match);
    this.rows.replace(this.section, [...kept, ...values]);
    const taken = rowElements(this.section).length - kept.length;
    const note = taken < values.length ? ` ${say(this.words, "too_many_rows", { n: rule.max_rows })}` : "";
    this.rows.offerUndo(this.section, before, say(this.words, "rows_pasted", { n: taken }) + note);
  }
}
