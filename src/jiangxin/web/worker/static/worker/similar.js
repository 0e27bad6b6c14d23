// Tells, while somebody types, what has been proposed already. The page works without it: the union sees the same.

const QUIET_MS = 900;
const LEAST = 20;

function bring(place) {
  const form = place.closest("form");
  const names = place.dataset.similarFields.split(" ").filter(Boolean);
  const fields = names.map((name) => form.elements.namedItem(name)).filter(Boolean);
  let timer = 0;
  let asked = "";
  const ask = async () => {
    const text = fields.map((field) => field.value.trim()).join("\n");
    if (text === asked || text.replace(/\s/g, "").length < LEAST) return;
    asked = text;
    const body = new URLSearchParams({ text });
    const token = form.elements.namedItem("csrfmiddlewaretoken").value;
    try {
      const answer = await fetch(place.dataset.similarUrl, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
      });
      if (answer.ok && asked === text) place.innerHTML = await answer.text();
    } catch {
      asked = ""; // without a network nothing is told
    }
  };
  form.addEventListener("input", (event) => {
    if (!names.includes(event.target.name)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  });
  ask(); // what was typed before this came, or stands there again after a refusal
}

document.querySelectorAll("[data-similar-url]").forEach(bring);
