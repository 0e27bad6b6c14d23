// Writing with the outline beside the text: the server reads the text while it is typed. What is unsaved stays in this browser.
import { LocalCopy, forgetCopy } from "../../core/js/forms/local_copy.js";

const PAUSE_MS = 600;
const form = document.querySelector("form[data-writing]");
const panel = form.querySelector("[data-live]");
const body = form.elements.body;
const read = new Set(["body", "contents", "counting", "stated_total"]);
let waiting = null;
let asking = null;
let pause = PAUSE_MS;

// The panel: asked for after a pause; a long text, which takes longer, is asked about less often.
async function refresh() {
  asking?.abort();
  asking = new AbortController();
  const sent = new FormData();
  for (const name of [...read, "article", "csrfmiddlewaretoken"]) sent.set(name, form.elements[name]?.value ?? "");
  const begun = performance.now();
  panel.setAttribute("aria-busy", "true");
  try {
    const options = { method: "POST", body: sent, signal: asking.signal, headers: { "X-Requested-With": "fetch" } };
    const answer = await fetch(form.dataset.writing, options);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    panel.innerHTML = (await answer.json()).html;
    panel.removeAttribute("data-late");
    pause = Math.max(PAUSE_MS, 2 * (performance.now() - begun));
  } catch (fault) {
    if (fault.name === "AbortError") return;
    panel.setAttribute("data-late", ""); // the outline is a courtesy: writing and saving go on
  }
  panel.removeAttribute("aria-busy");
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, pause);
}

// A heading leads to its line in the text.
function goTo(line) {
  const lines = body.value.split("\n");
  const start = lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
  body.setSelectionRange(start, start);
  body.blur();
  body.focus(); // brings the caret into sight
  body.setSelectionRange(start, start + (lines[line]?.length ?? 0));
}

// The copy of what is unsaved.
const copy = new LocalCopy(form.dataset.copy);
const fields = () => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
const values = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));
const isNew = (kept) => fields().some((field) => kept[field.name] !== undefined && kept[field.name] !== field.value);

async function offer() {
  if (form.dataset.savedCopy) await forgetCopy(form.dataset.savedCopy);
  const found = await copy.find();
  const notice = form.querySelector("[data-copy-notice]");
  if (!found) return;
  if (!isNew(found.changes)) {
    copy.forget();
    return;
  }
  notice.querySelector("[data-copy-time]").textContent = new Date(found.at).toLocaleString(document.documentElement.lang);
  notice.querySelector("[data-copy-stale]").hidden = String(found.base) === form.elements.revision.value;
  notice.hidden = false;
  notice.addEventListener("click", (event) => {
    const act = event.target.closest("button[data-copy-act]")?.dataset.copyAct;
    if (!act) return;
    notice.hidden = true;
    if (act === "drop") {
      copy.forget();
      return;
    }
    for (const field of fields()) if (found.changes[field.name] !== undefined) field.value = found.changes[field.name];
    refresh();
  });
}

form.addEventListener("input", (event) => {
  if (read.has(event.target.name)) later();
  copy.keep(values(), form.elements.revision.value);
});
form.addEventListener("change", (event) => {
  if (read.has(event.target.name)) later();
});
panel.addEventListener("click", (event) => {
  const heading = event.target.closest("button[data-line]");
  if (heading) goTo(Number(heading.dataset.line));
});
addEventListener("pagehide", () => copy.now());
for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
offer().then(() => {
  // Typed before this script was there, or put back by the browser itself.
  if (body.value === body.defaultValue) return;
  refresh();
  copy.keep(values(), form.elements.revision.value);
});
