// What was scored but not saved, kept in this browser: a closed tab or an empty battery loses nothing.

import { LocalCopy } from "../../core/js/forms/local_copy.js";
import { clockTime } from "../../core/js/forms/state.js";
import { pointsOf } from "./points.js";

// The signature is never kept: it is given anew. What stands elsewhere on the page, such as a photo, is not of the text.
const kept = (form) =>
  [...form.elements].filter((input) => input.name && !["hidden", "submit", "file"].includes(input.type) && input.name !== "signed_as" && form.contains(input));

const isTick = (input) => input.type === "checkbox" || input.type === "radio";
const keyOf = (input) => `${input.name}=${isTick(input) ? input.value : ""}`;

function read(form) {
  return Object.fromEntries(kept(form).map((input) => [keyOf(input), isTick(input) ? input.checked : input.value]));
}

function write(form, values) {
  for (const input of kept(form)) {
    const value = values[keyOf(input)];
    if (value === undefined) continue;
    if (isTick(input)) input.checked = value;
    else input.value = value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// The server trims texts and writes points its own way: that is no difference.
function bare(name, value) {
  if (typeof value !== "string") return value;
  const text = value.trim();
  return name.startsWith("points-") && text ? String(pointsOf(text)) : text;
}

function differing(form, values) {
  const now = read(form);
  return Object.keys(now).filter((name) => values[name] !== undefined && bare(name, values[name]) !== bare(name, now[name]));
}

// Keeps what is typed; offers what an earlier visit left, unless the page already says the same.
export async function keepCopy(form) {
  const copy = new LocalCopy(form.dataset.localKey, () => (form.querySelector("[data-kept]").hidden = false));
  const base = Number(form.dataset.revision);
  form.addEventListener("input", (event) => form.contains(event.target) && copy.keep(read(form), base));
  window.addEventListener("pagehide", () => copy.now());
  const found = await copy.find();
  if (!found) return;
  const names = differing(form, found.changes);
  if (!names.length) return copy.forget();
  offer(form, copy, found, names.length, found.base < base);
}

function offer(form, copy, found, n, isStale) {
  const place = form.querySelector("[data-copy]");
  const words = place.querySelector("[data-copy-words]");
  const isToday = new Date(found.at).toDateString() === new Date().toDateString();
  const time = isToday ? clockTime(found.at) : new Date(found.at).toLocaleString();
  words.textContent = words.dataset.pattern.replace("{time}", time).replace("{n}", n) + (isStale ? words.dataset.stale : "");
  place.hidden = false;
  place.querySelector("[data-copy-restore]").addEventListener("click", () => {
    write(form, found.changes);
    place.hidden = true;
  });
  place.querySelector("[data-copy-discard]").addEventListener("click", () => {
    copy.forget();
    place.hidden = true;
  });
}
