// Conditions on answers, to the same result as jiangxin/forms/conditions.py and visibility.py.
// tests/forms/condition_vectors.json holds both sides to it.

const NUMBER = /^-?\d{1,30}(\.\d{1,30})?$/;

export function isFilled(value) {
  if (typeof value === "string") return value.trim() !== "";
  if (Array.isArray(value)) return value.length > 0;
  if (value !== null && typeof value === "object") return Object.values(value).some(isFilled);
  return value !== null && value !== undefined;
}

export function numberOf(value) {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "number" && typeof value !== "string") return null;
  const text = String(value).trim();
  return NUMBER.test(text) ? Number(text) : null;
}

function same(value, expected) {
  if (Array.isArray(value)) return value.some((item) => same(item, expected));
  if (typeof value === "boolean" || typeof expected === "boolean") return value === expected;
  if (typeof expected === "number") return numberOf(value) === expected;
  return (typeof value === "string" || typeof value === "number") && String(value).trim() === expected;
}

function passes(test, value) {
  if ("is" in test) return same(value, test.is);
  if ("in" in test) return test.in.some((item) => same(value, item));
  if ("filled" in test) return isFilled(value) === test.filled;
  const number = numberOf(value);
  if (number === null) return false;
  return "at_least" in test ? number >= test.at_least : number <= test.at_most;
}

export function evaluate(condition, valueOf) {
  if ("all" in condition) return condition.all.every((part) => evaluate(part, valueOf));
  if ("any" in condition) return condition.any.some((part) => evaluate(part, valueOf));
  if ("not" in condition) return !evaluate(condition.not, valueOf);
  return passes(condition, valueOf(condition.field));
}

export function rowsOf(section, answers) {
  const kept = answers[section.code];
  if (section.repeated) return Array.isArray(kept) ? kept : [];
  return [kept || {}];
}

// Answers what is shown and asked for; a hidden field counts as empty for every condition.
export class Visibility {
  constructor(sections, answers) {
    this.sections = new Map(sections.map((section) => [section.code, section]));
    this.answers = answers;
    this.known = new Map();
  }

  section(section) {
    return this.#remember(section.code, () => this.#holds(section.visible_if, section, null));
  }

  field(section, field, row = null) {
    return this.#remember(
      `${section.code}.${row}.${field.code}`,
      () => this.section(section) && this.#holds(field.visible_if, section, row),
    );
  }

  required(section, field, row = null) {
    if (field.required || !field.required_if) return Boolean(field.required);
    return this.#holds(field.required_if, section, row);
  }

  #remember(key, find) {
    if (!this.known.has(key)) this.known.set(key, find());
    return this.known.get(key);
  }

  #holds(condition, section, row) {
    return !condition || evaluate(condition, (name) => this.#value(name, section, row));
  }

  #value(name, section, row) {
    const [sectionCode, fieldCode] = name.split(".");
    const target = this.sections.get(sectionCode);
    if (!target) return null;
    const rows = rowsOf(target, this.answers);
    if (!fieldCode) return this.section(target) ? rows : [];
    const field = target.fields.find((item) => item.code === fieldCode);
    const place = target.code === section.code ? row : null;
    if (!field || (target.repeated && place === null) || (place || 0) >= rows.length) return null;
    return this.field(target, field, place) ? rows[place || 0][fieldCode] ?? null : null;
  }
}
