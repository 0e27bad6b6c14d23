// Sends many files a few at a time, tells how far it is, and keeps the way each file lies in its folder.
// Without it the form posts as it is, a hundred files at most.

const AT_ONCE = 20;
const MOST_BYTES = 40 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

const filled = (words, ...values) => values.reduce((text, value) => text.replace(/%[ds]/, value), words);

function chosenIn(form) {
  const boxes = form.querySelectorAll("input[type=file]");
  return [...boxes].flatMap((box) => [...box.files]).filter((file) => !file.name.startsWith("."));
}

function portions(files) {
  const found = [];
  let size = 0;
  for (const file of files) {
    const last = found.at(-1);
    if (last && last.length < AT_ONCE && size + file.size <= MOST_BYTES) {
      last.push(file);
      size += file.size;
    } else {
      found.push([file]);
      size = file.size;
    }
  }
  return found;
}

function tell(box, files) {
  const words = box.querySelector("[data-upload-words]");
  box.hidden = files.length === 0;
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const large = files.filter((file) => file.size > Number(box.dataset.mostMegabytes) * MEGABYTE);
  const lines = [filled(box.dataset.chosen, files.length, (bytes / MEGABYTE).toFixed(1))];
  if (large.length) lines.push(filled(box.dataset.large, large.length) + large.slice(0, 5).map((file) => file.name).join("、"));
  if (files.length > Number(box.dataset.mostFiles)) lines.push(box.dataset.many);
  words.textContent = lines.join(" ");
}

async function post(address, form, files, more) {
  const body = new FormData(form);
  body.delete("documents");
  body.delete("folder");
  for (const file of files) {
    body.append("documents", file);
    body.append("path", file.webkitRelativePath || file.name);
  }
  if (more) body.set("more", "yes");
  const answer = await fetch(address, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error(String(answer.status));
  return answer.json();
}

async function send(form, box, files) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-upload-words]");
  let address = form.action || location.href;
  let batch = "";
  let sent = 0;
  bar.hidden = false;
  bar.max = files.length;
  try {
    const parts = portions(files);
    for (const [number, part] of parts.entries()) {
      words.textContent = filled(box.dataset.sending, sent, files.length);
      const told = await post(address, form, part, number < parts.length - 1);
      address = told.add_url;
      batch = told.batch_url;
      sent += part.length;
      bar.value = sent;
    }
    location.assign(batch);
  } catch {
    if (!batch) {
      form.submit(); // nothing has arrived: the plain way tells what is wrong
      return;
    }
    words.textContent = filled(box.dataset.broken, sent);
    const link = box.querySelector("[data-upload-batch]");
    link.href = batch;
    link.parentElement.hidden = false;
    document.body.classList.remove("jx-busy");
  }
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const box = form.querySelector("[data-upload-state]");
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") tell(box, chosenIn(form));
  });
  form.addEventListener("submit", (event) => {
    const files = chosenIn(form);
    const folder = files.some((file) => file.webkitRelativePath);
    if (!folder && portions(files).length < 2) return;
    event.preventDefault();
    if (form.dataset.sending === "yes") return;
    form.dataset.sending = "yes";
    document.body.classList.add("jx-busy");
    send(form, box, files).finally(() => delete form.dataset.sending);
  });
}
