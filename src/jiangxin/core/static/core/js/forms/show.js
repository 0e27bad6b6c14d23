// Shows and hides sections and fields as the answers change, and keeps the progress and computed fields true.

import { Visibility, evaluate, isFilled, numberOf, rowsOf } from "./conditions.js";
import { dig, readForm, rowElements, sectionElement } from "./state.js";

export class Showing {
  constructor(form, rules) {
    this.form = form;
    this.rules = rules;
    this.update();
  }

  update() {
    const answers = readForm(this.form, this.rules);
    const shown = new Visibility(this.rules.sections, answers);
    let filled = 0;
    let required = 0;
    for (const rule of this.rules.sections) {
      const counts = this.#section(rule, shown, answers);
      filled += counts.filled;
      required += counts.required;
    }
    this.#total(filled, required);
    this.#computed(shown, answers);
  }

  #section(rule, shown, answers) {
    const element = sectionElement(this.form, rule.code);
    const visible = shown.section(rule);
    if (element) element.hidden = !visible;
    const rows = rowsOf(rule, answers);
    const filledRows = rows.filter(isFilled).length;
    const counts = rule.repeated && visible
      ? { required: rule.min_rows, filled: Math.min(filledRows, rule.min_rows) }
      : { required: 0, filled: 0 };
    if (element) {
      const roots = rule.repeated ? rowElements(element) : [element];
      roots.forEach((root, index) => this.#fields(rule, shown, root, rows[index] || {}, rule.repeated ? index : null, counts));
    }
    this.#navigation(rule, visible, counts, filledRows);
    return counts;
  }

  #fields(rule, shown, root, values, row, counts) {
    const blankRow = rule.repeated && !isFilled(values);
    for (const field of rule.fields) {
      const path = row === null ? `${rule.code}.${field.code}` : `${rule.code}.${root.dataset.jxRow}.${field.code}`;
      const element = dig(root, "data-jx-field", path);
      const visible = shown.field(rule, field, row);
      const required = visible && shown.required(rule, field, row);
      if (element) {
        element.hidden = !visible;
        const optional = element.querySelector("[data-jx-optional]");
        if (optional) optional.hidden = required;
      }
      if (required && !blankRow) {
        counts.required += 1;
        if (isFilled(values[field.code])) counts.filled += 1;
      }
    }
  }

  #navigation(rule, visible, counts, filledRows) {
    const item = document.querySelector(`[data-jx-nav="${CSS.escape(rule.code)}"]`);
    if (!item) return;
    item.hidden = !visible;
    if (item.dataset.state === "faulty") return;
    const complete = counts.filled === counts.required && (counts.required > 0 || filledRows > 0);
    item.dataset.state = complete ? "complete" : filledRows ? "started" : "empty";
    const words = item.querySelector(".jx-nav-state");
    words.textContent = complete ? "✓" : counts.required ? `${counts.filled}/${counts.required}` : "";
  }

  #total(filled, required) {
    const percent = required ? Math.floor((100 * filled) / required) : 100;
    const put = (selector, value) => document.querySelectorAll(selector).forEach((node) => (node.textContent = value));
    put("[data-jx-filled]", filled);
    put("[data-jx-required]", required);
    put("[data-jx-percent]", percent);
    document.querySelectorAll("[data-jx-progress]").forEach((bar) => (bar.value = percent));
  }

  #computed(shown, answers) {
    for (const rule of this.rules.sections) {
      for (const field of rule.fields.filter((item) => item.compute)) {
        const output = dig(this.form, "data-jx-computed", `${rule.code}.${field.code}`);
        const source = this.rules.sections.find((item) => item.code === field.compute.section);
        if (output && sectionElement(this.form, source.code)) output.textContent = compute(field.compute, source, shown, answers);
      }
    }
  }
}

function compute(rule, source, shown, answers) {
  const rows = (shown.section(source) ? rowsOf(source, answers) : []).filter(isFilled);
  const chosen = rows.filter((row) => !rule.where || evaluate(rule.where, (name) => row[name.split(".")[1]] ?? null));
  if (rule.op === "count") return String(chosen.length);
  if (rule.op === "share") return ((100 * chosen.length) / Math.max(rows.length, 1)).toFixed(1);
  return chosen.reduce((sum, row) => sum + (numberOf(row[rule.field]) ?? 0), 0).toFixed(2);
}
