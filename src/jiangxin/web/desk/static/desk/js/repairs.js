// Tells how many choices are not applied yet, and shows which place of the original a repair belongs to.

const bar = document.querySelector("[data-repairs-bar]");
const boxes = () => [...document.querySelectorAll("input[name=revoked]")];

function tell() {
  const changed = boxes().filter((box) => box.checked !== box.defaultChecked).length;
  const words = bar.querySelector("[data-repairs-words]");
  words.textContent = changed ? words.dataset.pattern.replace("%d", changed) : "";
  bar.classList.toggle("jx-import-bar-waiting", changed > 0);
}

function point(event) {
  const box = event.target.closest?.(".jx-fix")?.querySelector("input[name=revoked]");
  for (const mark of document.querySelectorAll(".jx-was-here")) mark.classList.remove("jx-was-here");
  if (box) document.querySelector(`[data-was="${box.value}"]`)?.classList.add("jx-was-here");
}

if (bar) {
  document.addEventListener("change", (event) => {
    if (event.target.name === "revoked") tell();
  });
  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  addEventListener("pageshow", tell);
}
