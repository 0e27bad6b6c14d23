// Saves while typing. The protocol is told in jiangxin/forms/protocol.py.

import { SignIn } from "./sign_in.js";
import { clockTime, dig, readField, readSection, say } from "./state.js";

const QUIET_MS = 1500;
const LONGEST_WAIT_MS = 10_000;
const RETRY_MS = [3_000, 10_000, 30_000, 60_000];

export class Autosave {
  constructor({ form, rules, words, dirty, copy }) {
    Object.assign(this, { form, rules, words, dirty, copy });
    this.url = form.dataset.autosaveUrl;
    this.revision = Number(form.dataset.revision || 0);
    this.failures = 0;
    this.running = null;
    this.halted = false;
    this.#dialogs();
    window.addEventListener("online", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.flush({ keepalive: true }));
  }

  touched() {
    this.#tell("unsaved");
    this.copy.keep(this.changes(), this.revision);
    this.waiting = this.halted;
    if (!this.url || this.halted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), QUIET_MS);
    this.latest ??= setTimeout(() => this.flush(), LONGEST_WAIT_MS);
  }

  // Asks again with the next change – or with one that was made while the dialog was closing.
  #resume() {
    this.halted = false;
    if (this.waiting) this.touched();
  }

  // What has changed, as the server takes it: "section.field" to a value, a repeated section to its rows.
  changes(paths = this.dirty.paths) {
    const changes = {};
    for (const path of paths) {
      const rule = this.rules.sections.find((item) => item.code === path);
      const element = rule ? null : dig(this.form, "data-jx-field", path);
      if (rule) changes[path] = readSection(this.form, rule);
      else if (element) changes[path] = readField(element);
    }
    return changes;
  }

  async flush(options = {}) {
    if (this.running) await this.running;
    clearTimeout(this.timer);
    clearTimeout(this.latest);
    this.latest = null;
    if (!this.url || this.halted) return false;
    if (!this.dirty.paths.size && !options.pressed) return true;
    const paths = this.dirty.take();
    this.running = this.#send(paths, options).finally(() => (this.running = null));
    return this.running;
  }

  accept(revision, savedAt) {
    this.revision = revision;
    this.form.dataset.revision = revision;
    this.form.elements.revision.value = revision;
    if (savedAt) this.#tell(this.dirty.sending.size ? "saving" : "saved", { time: clockTime(savedAt) });
  }

  // A file on its way is not saved yet: the bar says so, and leaving the page asks first.
  async whileSending(work) {
    const note = this.#note();
    const before = [note?.textContent, note?.dataset.state];
    const { sending } = this.dirty;
    const settled = work.then(
      (answer) => {
        sending.delete(settled);
        this.accept(answer.revision, answer.saved_at);
        return answer;
      },
      (error) => {
        sending.delete(settled);
        if (note && !sending.size) [note.textContent, note.dataset.state] = before;
        throw error;
      },
    );
    sending.add(settled);
    this.#tell("saving");
    return settled;
  }

  async #send(paths, { keepalive = false, second = false } = {}) {
    this.#tell("saving");
    const body = JSON.stringify({ base: this.revision, changes: this.changes(paths) });
    let response;
    try {
      response = await fetch(this.url, {
        method: "POST",
        body,
        // Browsers allow 64 KB to outlive the page; more would not be sent at all.
        keepalive: keepalive && body.length < 60_000,
        headers: { "Content-Type": "application/json", "X-Requested-With": "fetch", "X-CSRFToken": this.token() },
      });
    } catch {
      return this.#retryLater(paths);
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return this.#saved(answer);
    this.dirty.putBack(paths);
    if (response.status === 401) return this.#signedOut();
    if (response.status === 403 && answer.code === "form_expired") {
      if (!second && (await this.freshToken())) return this.#send(this.dirty.take(), { second: true });
      return this.#signedOut(); // the token went with the sign-in
    }
    if (response.status === 409 && answer.code === "stale_revision") {
      if (!this.dirty.sending.size) return this.#conflict(answer);
      await Promise.allSettled(this.dirty.sending); // the newer revision may be that of our own file
      return this.#send(this.dirty.take(), { keepalive });
    }
    if (response.status >= 500) return this.#retryLater([]);
    this.#tell("refused", { message: [answer.message, answer.remedy].filter(Boolean).join(" ") });
    return false;
  }

  #saved(answer) {
    this.failures = 0;
    this.accept(answer.revision, answer.saved_at);
    this.#showProblems(answer.problems || []);
    if (this.dirty.paths.size) this.copy.keep(this.changes(), this.revision);
    else this.copy.forget();
    this.form.dispatchEvent(new CustomEvent("jx:saved", { detail: answer }));
    return true;
  }

  #retryLater(paths) {
    this.dirty.putBack(paths);
    this.#tell("offline");
    const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
    this.timer = setTimeout(() => this.flush(), wait);
    return false;
  }

  #showProblems(problems) {
    const byPath = Map.groupBy
      ? Map.groupBy(problems, (item) => item.path)
      : problems.reduce((map, item) => map.set(item.path, [...(map.get(item.path) || []), item]), new Map());
    for (const note of this.form.querySelectorAll("[data-jx-error]")) {
      const found = byPath.get(note.dataset.jxError) || [];
      const field = note.closest("[data-jx-field]");
      if (!field || (field.contains(document.activeElement) && found.length)) continue; // not while still typing there
      note.replaceChildren(...found.map((item) => Object.assign(document.createElement("p"), { textContent: item.message })));
      note.hidden = !found.length;
      field.classList.toggle("is-faulty", found.length > 0);
      for (const input of field.querySelectorAll(".form-control, .form-select")) {
        input.classList.toggle("is-invalid", found.length > 0);
        input.toggleAttribute("aria-invalid", found.length > 0);
        if (found.length) input.setAttribute("aria-invalid", "true");
      }
    }
  }

  #note() {
    return this.form.querySelector("[data-jx-saved]");
  }

  #tell(key, values) {
    const note = this.#note();
    if (!note) return;
    note.textContent = say(this.words, key, values);
    note.dataset.state = key;
  }

  token() {
    return this.form.elements.csrfmiddlewaretoken?.value ?? "";
  }

  // After a new sign-in the old token is worth nothing; the page itself carries the new one.
  async freshToken() {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!response?.ok || response.redirected) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[data-jx-form] [name=csrfmiddlewaretoken]")?.value;
    if (token) this.form.elements.csrfmiddlewaretoken.value = token;
    return Boolean(token);
  }

  #signedOut() {
    this.halted = true;
    this.#tell("signed_out");
    this.copy.keep(this.changes(), this.revision);
    this.signIn.show();
    return false;
  }

  #conflict(answer) {
    this.halted = true;
    this.newer = answer;
    this.copy.keep(this.changes(), this.revision);
    const who = answer.saved_by || say(this.words, "someone");
    const words = say(this.words, "conflict", { who, time: clockTime(answer.saved_at) });
    const dialog = document.getElementById("conflict-dialog");
    dialog.querySelector("[data-jx-conflict-title]").textContent = words;
    const list = dialog.querySelector("[data-jx-conflict-fields]");
    list.replaceChildren(...[...this.dirty.paths].map((path) => this.#named(path)));
    this.#tell("refused", { message: words });
    if (!dialog.open) dialog.showModal();
    return false;
  }

  #named(path) {
    const place = dig(this.form, "data-jx-field", path) ?? dig(this.form, "data-jx-section", path);
    const label = place?.querySelector(".form-label, .form-check-label, h2");
    return Object.assign(document.createElement("li"), { textContent: label?.firstChild.textContent.trim() ?? path });
  }

  #dialogs() {
    this.signIn = new SignIn({
      form: this.form,
      words: this.words,
      again: (token) => {
        this.form.elements.csrfmiddlewaretoken.value = token;
        this.halted = false;
        this.flush();
      },
      later: () => this.#resume(),
    });
    const conflict = document.getElementById("conflict-dialog");
    conflict?.addEventListener("close", async () => {
      if (conflict.returnValue === "mine") {
        this.halted = false;
        this.revision = this.newer.revision;
        await this.flush();
      } else if (conflict.returnValue === "theirs") {
        this.dirty.leaving = true;
        location.reload();
      } else {
        this.#resume();
      }
    });
  }
}
