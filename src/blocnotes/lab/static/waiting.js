// A page that waits for an errand asks how far it is, says it, and is loaded again when it is over.
const place = document.querySelector("[data-waiting]");
const every = 1500;
// A Hub wants the page's token for what a script asks, too.
const headers = { Accept: "application/json", "X-XSRFToken": place?.dataset.xsrf };

async function ask() {
  const answer = await fetch(place.dataset.waiting, { headers });
  if (!answer.ok) return;
  const { says, over } = await answer.json();
  if (over) {
    sessionStorage.setItem("blocnotes:ended", location.pathname);
    location.reload();
    return;
  }
  if (place.textContent !== says) place.textContent = says;
  setTimeout(ask, every);
}

if (place) setTimeout(ask, every);
