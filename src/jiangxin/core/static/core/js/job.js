// Follows a job: asks its address every second, later every five, and reloads the page once it is over.
const FAST = 1000;
const SLOW = 5000;
const FAST_ROUNDS = 30;

async function follow(box) {
  for (let round = 0; ; round += 1) {
    await new Promise((done) => setTimeout(done, round < FAST_ROUNDS ? FAST : SLOW));
    if (document.hidden) continue;
    const answer = await fetch(box.dataset.statusUrl, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer) continue; // no network for a moment: the job goes on, and so do we
    if (!answer.ok) return;
    const job = await answer.json();
    if (job.over) {
      location.reload();
      return;
    }
    const bar = box.querySelector("[data-job-bar]");
    if (job.total) bar.value = job.percent;
    box.querySelector("[data-job-words]").textContent = job.words;
    box.querySelector("[data-job-badge]").textContent = job.state_label;
  }
}

for (const box of document.querySelectorAll('[data-job][data-over="no"]')) {
  const refresh = box.querySelector("[data-job-refresh]");
  if (refresh) refresh.hidden = true;
  follow(box);
}
