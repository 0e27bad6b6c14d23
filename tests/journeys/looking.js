// Asks axe about the page as it stands. Contrast, the dear rule, is asked once for each pair of colours and size of type;
// every other rule looks at the whole page.
async ([shapesSeen, coloursSeen]) => {
  const shown = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility());
  const shape = (element) => [
    element.localName, element.type, element.className.baseVal ?? element.className, element.role, element.open,
    element.disabled, element.ariaInvalid, element.ariaCurrent,
  ].join(" ");
  const shapes = [...new Set(shown.map(shape))];
  if (shapes.every((one) => shapesSeen.includes(one))) return { shapes: [], colours: [], violations: [] };
  if (!window.axe) return null; // to be brought, and asked again

  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor: colour, backgroundImage: image } = getComputedStyle(at);
      if (image !== "none" || !/^rgba\(.*, 0\)$/.test(colour)) return colour + image;
    }
    return "";
  };
  const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const samples = new Map();
  for (const element of shown.filter((one) => speaks(one) || one.matches("input, select, textarea"))) {
    const { color, fontSize, fontWeight, opacity } = getComputedStyle(element);
    const key = [color, fontSize, fontWeight, opacity, ground(element)].join(" ");
    if (!coloursSeen.includes(key) && !samples.has(key)) samples.set(key, element);
  }
  const options = { resultTypes: ["violations"], preload: false };
  const whole = await axe.run({ ...options, rules: { "color-contrast": { enabled: false } } });
  const only = { ...options, runOnly: ["color-contrast"] };
  const contrast = samples.size ? await axe.run({ include: [...samples.values()] }, only) : { violations: [] };
  return { shapes, colours: [...samples.keys()], violations: [...whole.violations, ...contrast.violations] };
}
