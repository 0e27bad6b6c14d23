// Sends a file as soon as it is chosen, and shows how far it has come. Without scripts it goes with the form.

import { say } from "./state.js";

export class Uploads {
  constructor({ form, words, autosave, onChange }) {
    Object.assign(this, { form, words, autosave, onChange });
    this.url = form.dataset.uploadUrl;
    form.addEventListener("change", (event) => event.target.type === "file" && this.url && this.#chosen(event.target));
    form.addEventListener("click", (event) => this.#dropped(event));
  }

  // A file chosen before this script arrived.
  noticeEarlier() {
    if (!this.url) return;
    this.form.querySelectorAll("[data-jx-files] input[type=file]").forEach((input) => input.files.length && this.#chosen(input));
  }

  async #chosen(input) {
    const place = input.closest("[data-jx-files]");
    const files = [...input.files];
    input.value = "";
    this.#fault(place, "");
    for (const file of files) {
      const fault = this.#unfit(place, file);
      if (fault) this.#fault(place, fault);
      else await this.#send(place, file); // one after the other: each answer moves the revision
    }
  }

  #unfit(place, file) {
    const most = Number(place.dataset.maxBytes);
    if (file.size > most) return say(this.words, "too_large", { name: file.name, most: Math.floor(most / 1048576) });
    const endings = place.dataset.accept.split(",").filter(Boolean);
    const known = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
    return known || !endings.length ? "" : say(this.words, "wrong_type", { name: file.name });
  }

  async #send(place, file) {
    const item = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { className: "jx-file-name", textContent: file.name });
    const progress = Object.assign(document.createElement("span"), { className: "jx-note" });
    item.append(name, " ", progress);
    place.querySelector(".jx-file-list").append(item);
    // The row must be on the server before its file is.
    await this.autosave.flush();
    try {
      const told = (percent) => (progress.textContent = say(this.words, "uploading", { percent }));
      const answer = await this.autosave.whileSending(this.#post(place, file, told));
      item.replaceWith(this.#stored(place, answer.file));
      this.onChange();
    } catch (error) {
      item.remove();
      this.#fault(place, say(this.words, "upload_failed", { name: file.name, message: error.message }));
    }
  }

  #post(place, file, onProgress) {
    return new Promise((resolve, reject) => {
      const body = new FormData();
      body.append("path", place.dataset.jxFiles);
      body.append("revision", this.autosave.revision);
      body.append("file", file);
      const request = new XMLHttpRequest();
      request.open("POST", this.url);
      request.setRequestHeader("X-Requested-With", "fetch");
      request.setRequestHeader("X-CSRFToken", this.autosave.token());
      request.responseType = "json";
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(Math.round((100 * event.loaded) / event.total));
      request.onload = () => request.status < 300 && request.response
        ? resolve(request.response)
        : reject(new Error([request.response?.message, request.response?.remedy].filter(Boolean).join(" ") || String(request.status)));
      request.onerror = () => reject(new Error(this.words.no_network));
      request.send(body);
    });
  }

  #stored(place, file) {
    const path = place.dataset.jxFiles;
    const item = document.createElement("li");
    const held = Object.assign(document.createElement("input"), { type: "hidden", name: `${path}@held`, value: file.id });
    const name = Object.assign(document.createElement("span"), { className: "jx-file-name", textContent: file.name });
    const size = Object.assign(document.createElement("span"), { className: "jx-note", textContent: readable(file.size) });
    const drop = Object.assign(document.createElement("button"), {
      className: "btn btn-link btn-sm", type: "submit", name: "act", value: `drop:${path}:${file.id}`, textContent: this.words.remove,
    });
    drop.dataset.jxDrop = "";
    item.append(held, name, " ", size, " ", drop);
    return item;
  }

  #dropped(event) {
    const button = event.target.closest("[data-jx-drop]");
    if (!button || !this.autosave.url) return;
    event.preventDefault();
    const field = button.closest("[data-jx-field]");
    button.closest("li").remove();
    this.onChange(field.dataset.jxField);
    field.querySelector("input[type=file]").focus();
  }

  #fault(place, text) {
    const note = place.querySelector("[data-jx-upload-error]");
    note.textContent = text;
    note.hidden = !text;
  }
}

function readable(bytes) {
  return bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
