// Signing in again without leaving the page: the dialog asks for the password, the account's own page answers in JSON.

export class SignIn {
  // `again(token)` is called once signed in, `later()` when the person goes on writing without.
  constructor({ form, words, again, later }) {
    Object.assign(this, { form, words, again, later });
    this.dialog = document.getElementById("sign-in-dialog");
    if (!this.dialog) return;
    this.note = this.dialog.querySelector("[data-jx-sign-in-error]");
    this.username = this.dialog.querySelector("#sign-in-username");
    this.password = this.dialog.querySelector("#sign-in-password");
    this.dialog.querySelector("form").addEventListener("submit", (event) => this.#asked(event));
    this.dialog.addEventListener("close", () => this.dialog.returnValue === "signed-in" || this.later());
  }

  show() {
    this.#tell("");
    this.dialog.returnValue = "";
    if (!this.dialog.open) this.dialog.showModal();
    (this.username.readOnly ? this.password : this.username).focus();
  }

  async #asked(event) {
    if (event.submitter?.value === "later") return;
    event.preventDefault();
    if (!this.password.value) return this.#tell(this.words.password_missing);
    const button = event.submitter;
    if (button) button.disabled = true;
    try {
      await this.#signIn();
    } catch {
      this.#tell(this.words.no_network);
    } finally {
      if (button) button.disabled = false;
    }
  }

  async #signIn() {
    const url = this.form.dataset.signInUrl;
    const body = new URLSearchParams({
      csrfmiddlewaretoken: await this.#token(url),
      username: this.username.value,
      password: this.password.value,
      duty: this.form.dataset.duty || "",
    });
    const response = await fetch(url, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok || !answer.csrf_token) {
      return this.#tell([answer.message, answer.remedy].filter(Boolean).join(" ") || this.words.no_network);
    }
    this.password.value = "";
    this.dialog.close("signed-in");
    this.again(answer.csrf_token);
  }

  // The cookie that belongs to a token may have gone with the session; the sign-in page brings a new pair.
  async #token(url) {
    const page = await (await fetch(url, { headers: { Accept: "text/html" } })).text();
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
    return found?.value ?? this.form.elements.csrfmiddlewaretoken?.value ?? "";
  }

  #tell(text) {
    this.note.textContent = text;
    this.note.hidden = !text;
    this.password.toggleAttribute("aria-invalid", Boolean(text));
    if (text) {
      this.password.setAttribute("aria-invalid", "true");
      this.password.select();
    }
  }
}
