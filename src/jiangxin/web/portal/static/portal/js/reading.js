// Reading an article: the size of its characters, kept for the next one, and the outline that follows the text.
const KEY = "jiangxin.reading.size";
const article = document.querySelector("[data-reading]");
const sizes = document.querySelector("[data-sizes]");

const kept = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be switched off
  }
};

const keep = (size) => {
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // The size holds for this page.
  }
};

if (article && sizes) {
  const buttons = [...sizes.querySelectorAll("button[data-size]")];
  const set = (size) => {
    article.dataset.size = size;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.size === size));
  };
  const wanted = kept();
  set(buttons.some((button) => button.dataset.size === wanted) ? wanted : "usual");
  sizes.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-size]");
    if (!button) return;
    set(button.dataset.size);
    keep(button.dataset.size);
  });
  sizes.hidden = false;
}

// The entry of the part one is in is marked, and kept in sight where the outline itself scrolls.
const outline = document.querySelector("[data-outline]");
if (outline) {
  const entries = [...outline.querySelectorAll("a[href^='#']")]
    .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
    .filter((entry) => entry.heading);
  let current = null;

  const follow = () => {
    const line = innerHeight * 0.25;
    const passed = entries.filter((entry) => entry.heading.getBoundingClientRect().top <= line);
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const visible = atEnd && entries.at(-1)?.heading.getBoundingClientRect().top < innerHeight;
    const next = visible ? entries.at(-1) : (passed.at(-1) ?? null);
    if (next === current) return;
    current?.link.removeAttribute("aria-current");
    current = next;
    if (!current) return;
    current.link.setAttribute("aria-current", "true");
    const frame = outline.getBoundingClientRect();
    const place = current.link.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) outline.scrollTop += place.top - frame.top - frame.height / 2;
  };

  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      follow();
    });
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  follow();
}
