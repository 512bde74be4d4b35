// A board on a wall. What the server draws is shown in a layer of its own, so that whatever becomes of the page below
// (greyed out, a dialog, nothing at all while the server starts) the last good view stays, and says since when it is old.
(() => {
  const asked = new URLSearchParams(location.search);
  if (!/\/kiosk\/?$/.test(location.pathname) || asked.get("embed") !== "true") return;
  const KEPT = `wall ${location.pathname}?board=${asked.get("board") ?? ""}`;
  const LATE = 2.5, ASK = 3000, AGAIN = 20000, SILENT = 15 * 60000, STEP = 60000, REACH = 6;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const root = document.getElementById("root");
  const wall = Object.assign(document.createElement("main"), { className: "sc-wall" });
  const line = Object.assign(document.createElement("div"), { className: "sc-wall-line", ariaHidden: "true" });
  const news = Object.assign(document.createElement("div"), { className: "sc-wall-news" });
  news.setAttribute("role", "status");
  const screen = sessionStorage.getItem("screen") ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem("screen", screen);
  let board = null, beat = "", heard = 0, every = 10000, at = 0, since = 0, lost = 0, next = 0, tried = Date.now();

  const clock = (time) => new Date(time).toTimeString().slice(0, 5);
  const views = () => [...board.querySelectorAll(".sc-scene")];

  function hang(fresh) {
    board = fresh;
    line.replaceChildren(...views().map(() => document.createElement("i")));
    wall.className = `sc-wall ${board.classList.contains("sc-dark") ? "sc-dark" : "sc-light"}`;
    wall.replaceChildren(board, line, news);
    if (!wall.isConnected) document.body.append(wall);
    root.inert = true;
    show(at % views().length);
  }

  function show(place) {
    at = place;
    views().forEach((view, number) => view.classList.toggle("sc-on", number === at));
  }

  // A new heartbeat is proof that server, network and page are well; a board that did not change is left alone.
  function hear(now) {
    const told = root.querySelector(".sc-beat");
    const drawn = root.querySelector(".sc-kiosk");
    if (!told || !drawn || told.dataset.beat === beat) return;
    beat = told.dataset.beat;
    every = told.dataset.every * 1000;
    heard = now;
    if (board?.dataset.stamp !== drawn.dataset.stamp && drawn.querySelector(".sc-scene")) hang(drawn.cloneNode(true));
    if (!since) since = now;
    if (board) requestAnimationFrame(paint);
  }

  // The server is told that what it sent was painted, so that whoever administers sees which walls are alive.
  function paint() {
    const { board: name, revision } = board.dataset;
    const told = new URLSearchParams({ screen, board: name, revision, view: at + 1, size: `${innerWidth}x${innerHeight}` });
    fetch(`/kiosk/painted?${told}`, { method: "POST", cache: "no-store" }).catch(() => null);
  }

  function turn(now) {
    const stay = board.dataset.seconds * 1000;
    if (now - since >= stay) {
      show((at + Math.floor((now - since) / stay)) % views().length);
      since = now;
    }
    const part = calm.matches ? 1 : Math.min((now - since + 1000) / stay, 1);
    [...line.children].forEach((each, number) => each.style.setProperty("--part", number < at ? 1 : number > at ? 0 : part));
  }

  function tell(now) {
    const page = root.querySelector("[data-testid=stApp]");
    const well = page?.dataset.testConnectionState === "CONNECTED" && now - heard < LATE * every;
    lost = well ? 0 : lost || now;
    const silent = !well && now - heard > SILENT;
    const gone = Math.round((now - heard) / 60000);
    const old = gone < 60 ? `${gone} min` : gone < 2880 ? `${Math.floor(gone / 60)} h` : `${Math.floor(gone / 1440)} days`;
    const words = well || now - lost < 2000 ? "" : `Not connected since ${clock(heard)}`;
    if (news.textContent !== words) news.textContent = words;
    wall.classList.toggle("sc-silent", silent);
    wall.inert = false; // a dialog of the page below makes everything beside itself inert
    if (silent) for (const tile of board.querySelectorAll(".sc-tile")) tile.dataset.hush = `last known ${clock(heard)}, ${old} old`;
  }

  // Night by the screen's own clock; and every minute all of it moves by a few pixels, so that nothing burns in.
  function rest(now) {
    const [from, until] = (board.dataset.dim ?? "24-0").split("-").map(Number);
    const hour = new Date(now).getHours();
    wall.classList.toggle("sc-night", from < until ? hour >= from && hour < until : hour >= from || hour < until);
    const turned = Math.floor(now / STEP) * 2.4;
    board.style.translate = `${Math.round(REACH * Math.cos(turned))}px ${Math.round(REACH * Math.sin(turned * 0.7))}px`;
    const [wide, high] = innerHeight > innerWidth ? [1080, 1920] : [1920, 1080];
    wall.style.setProperty("--grow", Math.min(innerHeight / high, innerWidth / wide));
    const face = board.querySelector(".sc-wall-clock");
    if (face.textContent !== clock(now)) face.textContent = clock(now);
  }

  // Streamlit connects again by itself, after a long pause later and later; where the server is well and the page is
  // not, the page is loaded anew, and the kept view stands until it has drawn.
  async function mend(now) {
    if (!lost || now < next || now - lost < ASK) return;
    next = now + ASK;
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(ASK) }).catch(() => null);
    if (!answer?.ok || !lost || now - tried < AGAIN) return;
    tried = now;
    if (board) sessionStorage.setItem(KEPT, JSON.stringify({ html: board.outerHTML, heard, at }));
    location.reload();
  }

  function live() {
    const now = Date.now();
    hear(now);
    if (board) [turn, tell, rest].forEach((act) => act(now));
    mend(now);
    setTimeout(live, 1000 - (now % 1000));
  }

  const kept = JSON.parse(sessionStorage.getItem(KEPT));
  sessionStorage.removeItem(KEPT);
  if (kept) {
    ({ heard, at } = kept);
    since = lost = Date.now();
    hang(new DOMParser().parseFromString(kept.html, "text/html").body.firstElementChild);
  }
  live();
})();
