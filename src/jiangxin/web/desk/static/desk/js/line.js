// The line of a ranking, dragged or moved by keys. Where it comes to lie, the server says what follows; without this
// script the box above the list and the links beside it do the same.

const board = document.querySelector("[data-line]");
const lineRow = board?.querySelector("[data-line-row]");
if (lineRow) bring(lineRow.querySelector("[data-line-handle]"));

function bring(handle) {
  const able = [...board.querySelectorAll("[data-able]")];
  const most = Number(handle.dataset.most);
  let count = Number(board.dataset.count);
  let asked = 0;
  let waiting = null;

  handle.tabIndex = 0;
  const told = { role: "slider", "aria-orientation": "vertical", "aria-label": handle.dataset.label, "aria-valuemin": 0, "aria-valuemax": most };
  for (const [name, value] of Object.entries(told)) handle.setAttribute(name, value);

  function show() {
    handle.setAttribute("aria-valuenow", count);
    handle.setAttribute("aria-valuetext", handle.dataset.words.replace("{n}", count));
  }

  function place(wanted) {
    const next = Math.max(0, Math.min(most, wanted));
    if (next === count) return;
    count = next;
    const isFocused = document.activeElement === handle;
    if (count) able[count - 1].after(lineRow);
    else able[0].before(lineRow);
    if (isFocused) handle.focus({ preventScroll: true }); // an element that is moved loses it
    show();
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  }

  // What follows from where the line lies: proportions, areas, results, the next act.
  async function ask() {
    const number = ++asked;
    const address = new URL(location.href);
    address.searchParams.set("line", count);
    lineRow.setAttribute("aria-busy", "true");
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (number !== asked) return;
    lineRow.removeAttribute("aria-busy");
    if (!answer?.ok || answer.redirected) return location.assign(address); // the page itself says what is wrong
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== asked) return;
    for (const fresh of page.querySelectorAll("[data-line-swap]")) {
      document.querySelector(`[data-line-swap="${fresh.dataset.lineSwap}"]`)?.replaceChildren(...fresh.childNodes);
    }
    for (const fresh of page.querySelectorAll("[data-line-entry]")) {
      board.querySelector(`[data-line-entry="${fresh.dataset.lineEntry}"]`).className = fresh.className;
    }
    document.getElementById("id_line").value = count;
    history.replaceState(null, "", address);
  }

  const steps = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, PageUp: -5, PageDown: 5, Home: -most, End: most };
  handle.addEventListener("keydown", (event) => {
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    place(count + steps[event.key]);
    lineRow.scrollIntoView({ block: "nearest" });
  });

  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.focus({ preventScroll: true });
    const follow = (moved) => {
      place(able.filter((row) => middle(row) < moved.clientY).length);
      const edge = 60;
      if (moved.clientY < edge) scrollBy(0, -20);
      else if (moved.clientY > innerHeight - edge) scrollBy(0, 20);
    };
    const drop = () => {
      removeEventListener("pointermove", follow);
      board.classList.remove("is-dragging");
    };
    board.classList.add("is-dragging");
    addEventListener("pointermove", follow); // on the window: the handle itself is moved about
    addEventListener("pointerup", drop, { once: true });
    addEventListener("pointercancel", drop, { once: true });
  });

  show();
}

function middle(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return (top + bottom) / 2;
}
