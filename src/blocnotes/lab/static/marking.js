// A marker's draft is saved as it is made. While the server is away it is kept in this browser, and sent when it is back.
const form = document.querySelector("form[data-save]");
const state = document.querySelector("[data-state]");
const total = document.querySelector("[data-total]");
const kept = `blocnotes:${form.dataset.save}`;
const pause = 500;
const again = 3000;
let timer = 0;
let version = 0;
let sent = 0;

const values = () => new URLSearchParams([...new FormData(form)].filter(([name]) => name !== "_xsrf" && name !== "keep"));
const french = (number) => String(Math.round(number * 100) / 100).replace(".", ",");
const groups = () => [...form.querySelectorAll("fieldset.levels")];

function say(words, lost = false) {
  if (state.textContent !== words) state.textContent = words;
  state.classList.toggle("lost", lost);
}

function addUp() {
  if (!groups().length) {
    total.textContent = form.elements.points.value || "…";
    return;
  }
  const chosen = groups().map((group) => group.querySelector("input:checked"));
  total.textContent = chosen.every(Boolean) ? french(chosen.reduce((sum, one) => sum + Number(one.dataset.points), 0)) : "…";
}

function changed() {
  version += 1;
  addUp();
  try {
    localStorage.setItem(kept, JSON.stringify({ at: new Date().toISOString(), values: values().toString() }));
  } catch {
    // A browser that keeps nothing still saves on the server.
  }
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function save() {
  clearTimeout(timer);
  const mine = version;
  if (mine === sent) return;
  const body = values();
  body.set("_xsrf", form.elements._xsrf.value);
  try {
    const answer = await fetch(form.dataset.save, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) {
      const { error } = await answer.json();
      say(error, true);
      return;
    }
    sent = mine;
    if (mine === version) localStorage.removeItem(kept);
    const now = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    say(`Brouillon enregistré à ${now}.`);
  } catch {
    say("Le serveur ne répond pas. Votre brouillon est gardé dans ce navigateur, et sera envoyé dès son retour.", true);
    timer = setTimeout(save, again);
  }
}

function restore() {
  let found = null;
  try {
    found = JSON.parse(localStorage.getItem(kept));
  } catch {
    return;
  }
  if (!found || (form.dataset.saved && new Date(found.at) < new Date(form.dataset.saved))) return;
  const before = new URLSearchParams(found.values);
  if (before.toString() === values().toString()) {
    localStorage.removeItem(kept);
    return;
  }
  for (const input of form.querySelectorAll("input[type=radio]")) input.checked = before.get(input.name) === input.value;
  for (const name of ["points", "comment"]) if (form.elements[name] && before.has(name)) form.elements[name].value = before.get(name);
  say("Un brouillon gardé dans ce navigateur est repris.");
  changed();
}

function choose(event) {
  const group = event.target.closest("fieldset.levels");
  const level = group?.querySelectorAll("input")[Number(event.key) - 1];
  if (!level || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  level.checked = true;
  changed();
  const next = groups()[groups().indexOf(group) + 1];
  (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? form.elements.comment).focus();
}

form.addEventListener("input", (event) => event.target.name !== "keep" && changed());
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[value=sign]"));
  } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
    event.preventDefault(); // a signature is asked for, and never slipped into
  } else if (/^[1-9]$/.test(event.key)) choose(event);
});
form.addEventListener("submit", () => clearTimeout(timer));
for (const phrase of document.querySelectorAll("[data-phrase]")) {
  phrase.addEventListener("click", () => {
    const comment = form.elements.comment;
    comment.value = [comment.value.trim(), phrase.textContent].filter(Boolean).join("\n");
    changed();
    comment.focus();
  });
}
// What is left on leaving is sent without waiting for an answer; the browser still keeps it.
addEventListener("pagehide", () => {
  if (version === sent) return;
  const body = new FormData(form);
  body.delete("keep");
  navigator.sendBeacon(form.dataset.save, body);
});
restore();
