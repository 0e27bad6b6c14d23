// Outlines and trees stand open beside the text; on a narrow screen they are folded away until asked for.
const narrow = matchMedia("(max-width: 60rem)");

const fold = () => {
  for (const part of document.querySelectorAll("details[data-fold]")) part.open = !narrow.matches;
};

narrow.addEventListener("change", fold);
fold();
