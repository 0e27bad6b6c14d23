// An act that cannot be undone asks once more: <button data-confirm="…what this will do…">. The page's own confirm page is
// the rule for batch acts; this is for single small ones, and the server checks the act either way.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  if (button && !confirm(button.dataset.confirm)) event.preventDefault();
});
