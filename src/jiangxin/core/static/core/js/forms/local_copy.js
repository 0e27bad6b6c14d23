// Unsaved changes kept in this browser, so that a closed laptop, a crash or a lost sign-in loses nothing.
// A copy exists only while something is unsaved; it goes when the server has it, and after two weeks in any case.

import { clockTime, dig, readField, readSection, say, sectionElement, writeField } from "./state.js";

const DATABASE = "jiangxin-forms";
const STORE = "copies";
const LONGEST_MS = 14 * 24 * 3600 * 1000;
const QUIET_MS = 300;

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

// Where the browser offers no storage (private windows) the server copy alone must do.
const quietly = (promise) => promise.catch(() => undefined);

export const forgetCopy = (key) => quietly(inStore("readwrite", (store) => store.delete(key)));

export class LocalCopy {
  // `onKept` is told when something lies safe in this browser.
  constructor(key, onKept = () => {}) {
    this.key = key;
    this.onKept = onKept;
  }

  keep(changes, base) {
    if (!this.key) return;
    clearTimeout(this.timer);
    const put = (store) => store.put({ changes, base, at: Date.now() }, this.key);
    const write = () => quietly(inStore("readwrite", put).then(() => this.onKept()));
    this.timer = setTimeout(write, QUIET_MS);
    this.pending = write;
  }

  // The last moment before the page goes: what waits is written now.
  now() {
    clearTimeout(this.timer);
    this.pending?.();
  }

  forget() {
    clearTimeout(this.timer);
    this.pending = null;
    return this.key ? forgetCopy(this.key) : undefined;
  }

  async find() {
    const found = this.key ? await quietly(inStore("readonly", (store) => store.get(this.key))) : null;
    if (found && Date.now() - found.at > LONGEST_MS) {
      await this.forget();
      return null;
    }
    return found;
  }
}

// Offers what this browser still holds, unless the page already says the same.
export async function offerCopy({ form, rules, words, copy, dirty, rows, revision }) {
  window.addEventListener("pagehide", () => copy.now());
  const found = await copy.find();
  const paths = Object.keys(found?.changes || {}).filter((path) => differs(form, rules, path, found.changes[path]));
  if (!paths.length) {
    if (found) await copy.forget();
    return;
  }
  const notice = document.createElement("div");
  notice.className = "jx-fill-notice";
  notice.setAttribute("role", "status");
  const time = new Date(found.at).toDateString() === new Date().toDateString() ? clockTime(found.at) : new Date(found.at).toLocaleString();
  const text = [say(words, "local_found", { time, n: paths.length })];
  if (found.base < revision) text.push(say(words, "local_stale"));
  notice.append(Object.assign(document.createElement("p"), { textContent: text.join(" ") }));
  const button = (label, kind, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, className: `btn btn-sm ${kind}` });
    made.addEventListener("click", () => { act(); notice.remove(); });
    notice.append(made);
  };
  button(words.restore, "btn-secondary", () => restore({ form, rules, found, paths, dirty, rows }));
  button(words.discard, "btn-link", () => copy.forget());
  form.querySelector("[data-jx-notices]").append(notice);
}

function current(form, rules, path) {
  const rule = rules.sections.find((item) => item.code === path);
  if (rule) return readSection(form, rule);
  const element = dig(form, "data-jx-field", path);
  return element ? readField(element) : undefined;
}

function differs(form, rules, path, value) {
  const now = current(form, rules, path);
  return now !== undefined && JSON.stringify(now) !== JSON.stringify(value);
}

function restore({ form, rules, found, paths, dirty, rows }) {
  for (const path of paths) {
    const rule = rules.sections.find((item) => item.code === path);
    if (rule) rows.replace(sectionElement(form, path), found.changes[path]);
    else writeField(dig(form, "data-jx-field", path), found.changes[path]);
    dirty.add(path);
  }
  form.dispatchEvent(new CustomEvent("jx:rewritten"));
}
