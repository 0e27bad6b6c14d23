// The batch bar appears with the first ticked row and says how many are ticked. Without this script it is always shown.
for (const form of document.querySelectorAll("form[data-batch]")) {
  const bar = form.querySelector("[data-batch-bar]");
  const words = form.querySelector("[data-batch-count]");
  const all = form.querySelector("[data-batch-all]");
  const boxes = [...form.querySelectorAll('input[name="selected"]')];
  let last = null;

  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bar.hidden = ticked === 0;
    words.textContent = words.dataset.pattern.replace("%d", ticked);
    if (all) {
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    const everything = form.querySelector('input[name="everything"]');
    if (everything && ticked < boxes.length) everything.checked = false;
  };

  form.addEventListener("change", (event) => {
    if (event.target === all) {
      for (const box of boxes) box.checked = all.checked;
    }
    show();
  });

  // With Shift held, everything between the last ticked row and this one follows.
  form.addEventListener("click", (event) => {
    const index = boxes.indexOf(event.target);
    if (index < 0) return;
    if (event.shiftKey && last !== null) {
      const [from, to] = [Math.min(last, index), Math.max(last, index)];
      for (const box of boxes.slice(from, to + 1)) box.checked = event.target.checked;
      show();
    }
    last = index;
  });

  form.querySelector("[data-batch-clear]")?.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    show();
  });

  if (all) all.closest("label").hidden = false;
  addEventListener("pageshow", show);
  show();
}
