// Keeps a wall screen fresh: fetches the inner part and swaps it in one step, so that nothing flickers. When the network
// is away the last figures stay.
const body = document.querySelector("[data-refresh-url]");

async function refresh() {
  const answer = await fetch(body.dataset.refreshUrl, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#screen") ?? page.body;
  if (fresh.innerHTML !== body.innerHTML) body.replaceChildren(...fresh.childNodes);
}

if (body) setInterval(refresh, 1000 * Math.max(5, Number(body.dataset.refreshSeconds) || 30));
