// The key / opens Find, unless somebody is typing; once Find is open, its box has the cursor.
// Pressed before the page stands, it opens Find as soon as that is there.
document.addEventListener("keydown", (event) => {
  const at = event.target;
  const typing = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing) return;
  const find = () => document.querySelector(".st-key-find button");
  if (!find() && resting() && !document.querySelector("[data-testid$=keleton]")) return;
  event.preventDefault();
  onceThere(find, (found) => found.click());
});

const resting = () => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");

// What is sought, now or as soon as it is drawn; what else is to be done where it has not come within the time.
// Gives a way to wait no longer.
function onceThere(sought, then, within = 5000, otherwise = () => {}) {
  const found = sought();
  if (found) {
    then(found);
    return () => {};
  }
  const drawn = new MutationObserver(() => {
    const found = sought();
    if (found) ends(() => then(found));
  });
  const late = setTimeout(() => ends(otherwise), within);
  const ends = (act) => {
    drawn.disconnect();
    clearTimeout(late);
    act();
  };
  drawn.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
  return () => ends(() => {});
}

document.addEventListener("click", (event) => {
  if (!event.target.closest(".st-key-find button")) return;
  onceThere(
    () => document.querySelector("[role=dialog] .st-key-find-typed input"),
    (box) => requestAnimationFrame(() => box.focus()),
  );
});

// Enter opens the first place found; the pause lets the last letters typed arrive.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.closest(".st-key-find-typed")) return;
  setTimeout(() => document.querySelector(".st-key-find-hit-0 button")?.click(), 500);
});

// A link drawn on a page leads to another page of this app without loading the app anew:
// to Streamlit it is a step in the browser's history. In the row of pages a link carries what was chosen, so one
// pressed while a choice is still on its way is followed when the row has heard of it, or after a second; whoever
// goes elsewhere meanwhile goes there.
const linkAt = (event) =>
  event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    ? null
    : event.target.closest("[data-testid=stHtml] a[href^='/']");
const sameInTheRow = (link) =>
  [...document.querySelectorAll(".sc-pages a")].find((each) => each.textContent === link.textContent);
let forget = () => {};
document.addEventListener("click", (event) => {
  const link = linkAt(event);
  if (!link) return;
  event.preventDefault();
  forget();
  if (!link.closest(".sc-pages")) return lead(link);
  forget = onceThere(() => resting() && sameInTheRow(link), lead, 1000, () => lead(link));
});
addEventListener("popstate", () => forget());

function lead(link) {
  if (link.href === location.href) return;
  history.pushState({}, "", link.href);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

// A link that is drawn anew between press and release would otherwise not hear of the click.
let pressed = null;
document.addEventListener("pointerdown", (event) => (pressed = linkAt(event)));
document.addEventListener("pointerup", (event) => {
  const under = linkAt(event);
  const same = (one, other) =>
    one.href === other.href || (one.matches(".sc-pages a") && one === sameInTheRow(other));
  if (pressed && under && !pressed.isConnected && same(under, pressed)) under.click();
  pressed = null;
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
