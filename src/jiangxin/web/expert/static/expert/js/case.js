// The case beside the score: the entry of the part one reads is marked, and what is signed leaves no copy behind.

import { forgetCopy } from "../../core/js/forms/local_copy.js";

const outline = document.querySelector("[data-case-outline]");
if (matchMedia("(max-width: 80rem)").matches) outline.open = false; // beside the case there is room for it only then

const links = new Map([...outline.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
const inSight = new Set();
const watch = new IntersectionObserver((changes) => {
  for (const change of changes) inSight[change.isIntersecting ? "add" : "delete"](change.target.id);
  const current = [...links.keys()].find((id) => inSight.has(id));
  for (const [id, link] of links) {
    if (id === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
});
for (const id of links.keys()) watch.observe(document.getElementById(id));

outline.addEventListener("click", (event) => {
  if (event.target.closest("a") && matchMedia("(max-width: 80rem)").matches) outline.open = false;
});
document.querySelector("a[href='#case-outline']").addEventListener("click", () => (outline.open = true));

document.querySelectorAll("[data-jx-forget-copy]").forEach((node) => forgetCopy(node.dataset.jxForgetCopy));
