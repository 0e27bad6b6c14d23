// Points as the server reads them (review/points.py): full-width digits and stops, a comma for the decimals.
export function pointsOf(typed) {
  const text = typed.normalize("NFKC").replace(/\s/g, "").replace("。", ".");
  return Number(/^\d+,\d{1,2}$/.test(text) ? text.replace(",", ".") : text);
}
