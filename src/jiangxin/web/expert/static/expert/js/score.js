import { pointsOf } from "./points.js";
import { keepCopy } from "./score_copy.js";

// The score panel: totals as one types, levels that fill in their points, and a warning before leaving unsaved work.
const form = document.querySelector("[data-score-form]");

const read = (input) => pointsOf(input.value) || 0;

const round = (value) => Math.round(value * 100) / 100;

function reckon() {
  let total = 0;
  let given = 0;
  let wanted = 0;
  for (const section of form.querySelectorAll("[data-score-section]")) {
    const inputs = [...section.querySelectorAll("[data-points]")];
    const sum = round(inputs.reduce((found, input) => found + read(input), 0));
    section.querySelector("[data-subtotal]").textContent = sum;
    if (!("bonus" in section.dataset)) {
      wanted += inputs.length;
      given += inputs.filter((input) => input.value.trim() !== "").length;
    }
    total += "bonus" in section.dataset ? Math.min(sum, Number(form.dataset.bonusMax)) : sum;
  }
  form.querySelector("[data-total]").textContent = round(total);
  const words = form.querySelector("[data-given]");
  words.textContent = words.dataset.pattern.replace("{given}", given).replace("{wanted}", wanted);
  for (const item of form.querySelectorAll("[data-anchors] [data-value]")) {
    const input = document.getElementById(item.parentElement.dataset.anchors);
    const chosen = input.value.trim() !== "" && pointsOf(input.value) === Number(item.dataset.value);
    item.querySelector("button").setAttribute("aria-pressed", chosen);
  }
}

for (const list of form.querySelectorAll("[data-anchors]")) {
  const input = document.getElementById(list.dataset.anchors);
  for (const item of list.querySelectorAll("[data-value]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "jx-anchor";
    button.append(...item.childNodes);
    item.append(button);
    button.addEventListener("click", () => {
      input.value = Number(item.dataset.value);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

reckon();
keepCopy(form);

let changed = false;
form.addEventListener("input", () => {
  changed = true;
  reckon();
});
form.addEventListener("submit", () => {
  changed = false;
});
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
