// A page that follows a batch: it only asks; the batch does not know of it.
const place = document.querySelector("[data-batch]");
const bar = place.querySelector("progress");
const words = place.querySelector("[role=status]");
const every = 1000;
const aloud = 5000; // a screen reader hears the words at most this often
// A Hub wants the page's token for what a script asks, too.
const headers = { Accept: "application/json", "X-XSRFToken": place.dataset.xsrf };
let told = Date.now();

async function follow() {
  try {
    const answer = await fetch(place.dataset.batch, { headers });
    if (answer.ok) {
      const { says, done, total, over } = await answer.json();
      if (over) {
        sessionStorage.setItem("blocnotes:ended", location.pathname);
        location.reload();
        return;
      }
      if (total) {
        bar.max = total;
        bar.value = done;
      }
      if (words.textContent !== says && Date.now() - told > aloud) {
        words.textContent = says;
        told = Date.now();
      }
    }
  } catch {
    // The server is away: the batch goes on, and so does asking.
  }
  setTimeout(follow, every);
}

follow();
