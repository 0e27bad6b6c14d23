// What is offered while somebody types: a combobox with a list, after the ARIA pattern. Without it the box just searches.
const PAUSE = 150;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const box = form.querySelector("[data-suggest-box]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-suggest-status]");
  let offered = [];
  let active = -1;
  let waiting = null;
  let asking = null;
  let composing = false;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    active = index;
    for (const [place, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(place === active));
    if (active < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };

  const show = (rows) => {
    offered = rows;
    list.replaceChildren(
      ...rows.map((row, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const words = document.createElement("span");
        words.textContent = row.text;
        option.append(words);
        if (row.count !== null) {
          const count = document.createElement("span");
          count.className = "jx-note";
          count.textContent = row.count;
          option.append(count);
        }
        return option;
      }),
    );
    active = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = rows.length === 0;
    box.setAttribute("aria-expanded", String(rows.length > 0));
    status.textContent = rows.length ? status.dataset.pattern.replace("%d", rows.length) : "";
  };

  const ask = async () => {
    const typed = box.value.trim();
    asking?.abort();
    if (!typed) {
      show([]);
      return;
    }
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: asking.signal, headers: { "X-Requested-With": "fetch" } });
      if (answer.ok && document.activeElement === box) show((await answer.json()).offered);
    } catch (fault) {
      if (fault.name !== "AbortError") close(); // offering is a courtesy: searching still works
    }
  };

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };

  const go = (row) => location.assign(row.url);

  box.addEventListener("compositionstart", () => (composing = true));
  box.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  box.addEventListener("input", () => {
    if (!composing) later();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !list.hidden) {
      event.preventDefault();
      const places = offered.length + 1; // one place more: the box itself
      mark(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "ArrowDown") {
      ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      go(offered[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps its focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(offered[[...list.children].indexOf(option)]);
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
