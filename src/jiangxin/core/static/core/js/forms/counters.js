// "还可输入 123 字" under a text: counted as jiangxin/forms/answers/text.py counts, blanks and line breaks left out.

import { say } from "./state.js";

const NEARLY_FULL = 0.8;

export function count(text) {
  return [...text.normalize("NFC").replace(/[\s\u0000-\u001f\u007f\ufeff\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "")].length;
}

export function watchCounters(form, words) {
  const update = (note) => {
    const input = document.getElementById(note.dataset.jxCounter);
    if (!input) return;
    const length = count(input.value);
    const most = Number(note.dataset.max);
    const least = Number(note.dataset.min || 0);
    const short = length > 0 && length < least;
    const quiet = !("always" in note.dataset) && length <= most * NEARLY_FULL && !short;
    note.textContent = quiet ? "" : length > most ? say(words, "over", { n: length - most })
      : short ? say(words, "short", { n: least - length }) : say(words, "left", { n: most - length });
    note.classList.toggle("is-over", length > most);
  };
  form.querySelectorAll("[data-jx-counter]").forEach(update);
  form.addEventListener("input", (event) => {
    const note = event.target.id && document.getElementById(`${event.target.id}-count`);
    if (note) update(note);
  });
  form.addEventListener("jx:rewritten", () => form.querySelectorAll("[data-jx-counter]").forEach(update));
}
