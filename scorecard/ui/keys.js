// The key / opens Find, unless somebody is typing; once Find is open, its box has the cursor.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing) return;
  const find = document.querySelector(".st-key-find button");
  if (!find) return;
  event.preventDefault();
  find.click();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest(".st-key-find button")) return;
  const opened = new MutationObserver(() => {
    const box = document.querySelector("[role=dialog] .st-key-find-typed input");
    if (!box) return;
    opened.disconnect();
    requestAnimationFrame(() => box.focus());
  });
  opened.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => opened.disconnect(), 5000);
});

// Enter opens the first place found; the pause lets the last letters typed arrive.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest(".st-key-find-typed")) return;
  setTimeout(() => document.querySelector(".st-key-find-hit-0 button")?.click(), 500);
});

// A link drawn on a page leads to another page of this app without loading the app anew:
// to Streamlit it is a step in the browser's history.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-testid=stHtml] a[href^='/']");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.href === location.href) return;
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
});

// In a meeting, arrow keys turn to the next item or back, and a letter opens what it stands for.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.closest("[role=tab]");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const turn = { ArrowRight: "next", ArrowLeft: "back" }[event.key];
  const sought = turn ? `[data-turn=${turn}]` : /^[a-z]$/.test(event.key) ? `[data-do=${event.key}]` : "";
  const link = sought && document.querySelector(sought);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// A page that is loaded anew still knows who was chosen at its top: the browser tells it once, for five minutes.
addEventListener("pagehide", () => {
  const bar = document.querySelector(".sc-pages[data-person]");
  if (!bar) return;
  const who = encodeURIComponent(bar.dataset.person);
  const safe = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `scorecard-person-${location.port}=${who}; path=/; max-age=${who ? 300 : 0}; samesite=strict${safe}`;
});
