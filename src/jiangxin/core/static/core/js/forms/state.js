// Reading the answers out of the page and writing them back, in the shape the server keeps them.

const NUMBERS = new Set(["integer", "decimal", "money"]);

export const dig = (root, attribute, value) => root.querySelector(`[${attribute}="${CSS.escape(value)}"]`);

export function sectionElement(form, code) {
  return dig(form, "data-jx-section", code);
}

export function rowElements(section) {
  return [...section.querySelectorAll("tbody > tr[data-jx-row]")];
}

function plainNumber(text) {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
}

function readBoolean(text) {
  return text === "true" ? true : text === "false" ? false : text || null;
}

export function readField(element) {
  const kind = element.dataset.kind;
  const inputs = [...element.querySelectorAll("input:not([type=file]), select, textarea")];
  if (kind === "file" || kind === "files") return inputs.map((input) => ({ id: input.value }));
  if (kind === "choices") return inputs.filter((input) => input.checked).map((input) => input.value);
  if (kind === "declaration") return inputs[0]?.checked ? true : null;
  const radios = inputs.filter((input) => input.type === "radio");
  const text = radios.length ? radios.find((input) => input.checked)?.value ?? "" : inputs[0]?.value ?? "";
  if (kind === "yes_no") return readBoolean(text);
  return NUMBERS.has(kind) ? plainNumber(text) || null : text || null;
}

function readFields(root) {
  const row = {};
  for (const element of root.querySelectorAll("[data-jx-field]")) {
    if (element.dataset.kind === "computed") continue;
    const value = readField(element);
    if (value !== null && value !== "" && !(Array.isArray(value) && !value.length)) {
      row[element.dataset.jxField.split(".").at(-1)] = value;
    }
  }
  return row;
}

export function readSection(form, rule) {
  const section = sectionElement(form, rule.code);
  if (!section) return null;
  return rule.repeated ? rowElements(section).map(readFields) : readFields(section);
}

export function readForm(form, rules) {
  const answers = { ...rules.elsewhere };
  for (const rule of rules.sections) {
    const read = readSection(form, rule);
    if (read !== null) answers[rule.code] = read;
  }
  return answers;
}

// Writes one answer into its field. Files stay as the server drew them: a browser cannot fill them in.
export function writeField(element, value) {
  const kind = element.dataset.kind;
  if (kind === "file" || kind === "files" || kind === "computed") return;
  const inputs = [...element.querySelectorAll("input:not([type=file]), select, textarea")];
  const text = value === null || value === undefined ? "" : String(value);
  for (const input of inputs) {
    if (input.type === "radio") input.checked = input.value === text;
    else if (input.type === "checkbox") input.checked = kind === "choices" ? (value || []).includes(input.value) : value === true;
    else if (input.tagName === "SELECT") choose(input, text);
    else input.value = text;
  }
}

function choose(select, text) {
  const wanted = text.trim();
  const found = [...select.options].find((option) => option.value === wanted || option.text.trim() === wanted);
  if (found) {
    select.value = found.value;
  } else {
    const option = new Option(wanted, wanted);
    select.add(option);
    select.value = wanted;
  }
}

export function writeFields(root, row) {
  for (const element of root.querySelectorAll("[data-jx-field]")) {
    writeField(element, row[element.dataset.jxField.split(".").at(-1)]);
  }
}

export function say(words, key, values = {}) {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words[key] ?? key);
}

// A moment from the server is told in the server's zone, as on every other page; one of our own in the browser's.
export function clockTime(moment) {
  if (typeof moment === "string") return moment.slice(11, 16);
  return new Date(moment).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
}
