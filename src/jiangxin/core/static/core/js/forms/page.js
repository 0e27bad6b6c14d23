// Brings a page with a form to life. Everything here only adds: the form works without it.

import { Autosave } from "./autosave.js";
import { watchCounters } from "./counters.js";
import { Dirty } from "./dirty.js";
import { LocalCopy, forgetCopy, offerCopy } from "./local_copy.js";
import { Paste } from "./paste.js";
import { Rows } from "./rows.js";
import { Showing } from "./show.js";
import { Uploads } from "./upload.js";

function bring(form) {
  const rules = JSON.parse(form.dataset.rules);
  const words = JSON.parse(form.dataset.words);
  const showing = new Showing(form, rules);
  const copy = new LocalCopy(form.dataset.localKey);
  const dirty = new Dirty(form, () => {
    showing.update();
    autosave.touched();
  });
  const autosave = new Autosave({ form, rules, words, dirty, copy });
  const rows = new Rows(form, rules, words, (path) => dirty.add(path));
  new Paste(form, rules, words, rows);
  const uploads = new Uploads({ form, words, autosave, onChange: (path) => (path ? dirty.add(path) : showing.update()) });
  watchCounters(form, words);
  form.addEventListener("jx:rewritten", () => showing.update());
  saveInPlace(form, autosave);
  offerCopy({ form, rules, words, copy, dirty, rows, revision: autosave.revision });
  closeContentsOnPhone();
  dirty.noticeEarlier();
  uploads.noticeEarlier();
  document.getElementById("error-summary")?.focus();
}

// The buttons "save" and "check" save what is unsaved without leaving the page; a lost sign-in or network loses nothing.
function saveInPlace(form, autosave) {
  form.addEventListener("submit", async (event) => {
    const act = event.submitter?.value ?? "save";
    if (!autosave.url || !form.dataset.submitUrl || !["save", "check"].includes(act)) return;
    event.preventDefault();
    autosave.dirty.leaving = false;
    autosave.halted = false;
    if (!(await autosave.flush({ pressed: true }))) return;
    if (act === "check") location.assign(form.dataset.submitUrl);
  });
}

function closeContentsOnPhone() {
  const contents = document.querySelector("[data-jx-toc]");
  if (contents && matchMedia("(max-width: 60rem)").matches) contents.open = false;
}

// A page shown after a form was handed in names the copies this browser need not keep any longer.
document.querySelectorAll("[data-jx-forget-copy]").forEach((node) => forgetCopy(node.dataset.jxForgetCopy));
document.querySelectorAll("form[data-jx-form]").forEach(bring);
