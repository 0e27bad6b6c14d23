// The record of a visit: what is typed stays in this browser until it is saved, and leaving unsaved work asks first.

import { keepCopy } from "./score_copy.js";

const form = document.querySelector("[data-visit-form]");
keepCopy(form);

let changed = false;
form.addEventListener("input", () => (changed = true));
form.addEventListener("submit", () => (changed = false));
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
