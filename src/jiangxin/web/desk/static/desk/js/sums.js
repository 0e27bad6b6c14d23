// Tells while typing whether the items of a rubric add up to their part, and the parts to the total. The server checks again.

const number = (input) => (input && input.value.trim() !== "" ? Number(input.value) : 0);
const shown = (value) => String(Math.round(value * 100) / 100);

const tell = (words, sum, wanted) => {
  if (!words) return;
  const fits = Math.abs(sum - wanted) < 0.001;
  words.textContent = (fits ? words.dataset.fits : words.dataset.differs).replace("%d", shown(sum));
  words.classList.toggle("jx-warning", !fits);
};

const check = () => {
  let total = 0;
  for (const part of document.querySelectorAll("[data-sum-part]")) {
    let sum = 0;
    for (const input of part.querySelectorAll("[data-item-points]")) {
      const removed = input.closest("li")?.querySelector("[data-item-remove]")?.checked;
      sum += removed ? 0 : number(input);
    }
    const points = number(part.querySelector("[data-part-points]"));
    if (part.dataset.sumBonus === undefined) {
      tell(part.querySelector("[data-part-words]"), sum, points);
      total += points;
    }
  }
  tell(document.querySelector('[data-sum-words="total"]'), total, number(document.querySelector('[data-sum="total"]')));
};

document.addEventListener("input", check);
check();
