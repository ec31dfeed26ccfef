// Inside JupyterLab a notebook opens in JupyterLab: our page asks the shell around it, which answers for its own origin only.
const inside = window.parent !== window;

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link || !inside || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  window.parent.postMessage({ blocnotes: "open", path: link.dataset.open }, location.origin);
});

// What was just done is where reading goes on; so is what a page was loaded again for, because it has ended.
const ended = "blocnotes:ended";
const wasFollowed = sessionStorage.getItem(ended) === location.pathname;
sessionStorage.removeItem(ended);
const done = document.querySelector("[role=status].said") ?? document.querySelector(wasFollowed ? "[data-ended]" : "none");
done?.focus();
