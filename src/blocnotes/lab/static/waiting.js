// A page that waits for an errand asks how far it is, says it, and is loaded again when it is over.
const place = document.querySelector("[data-waiting]");
const every = 1500;

async function ask() {
  const answer = await fetch(place.dataset.waiting, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { says, over } = await answer.json();
  if (over) {
    location.reload();
    return;
  }
  if (place.textContent !== says) place.textContent = says;
  setTimeout(ask, every);
}

if (place) setTimeout(ask, every);
