"""Which pages there are, which of them this person may open, and running the chosen one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from scorecard.ui import closed, first_run, frame, page_bar, scope_strip
from scorecard.ui.faults import calm
from scorecard.ui.frame import Frame
from scorecard.ui.person import KEY, Person, choices, chosen, local_person, told_by_browser
from scorecard.ui.workspace import workspace

PAGES = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page script and who may open it.

    ``without_figures`` pages also run before the first revision; ``hidden`` ones are reached by a link only.
    ``bare`` ones have neither bar nor strip, and heed no scope in the link: a wall has nothing to press.
    """

    script: Path
    title: str
    needs: str
    help: str
    without_figures: bool = False
    hidden: bool = False
    bare: bool = False

    @property
    def name(self) -> str:
        """The page's name in links."""
        return self.script.stem


ENTRIES = (
    Entry(PAGES / "scorecard.py", "Scorecard", "view:scorecard", "How the four perspectives stand."),
    Entry(PAGES / "since.py", "Since", "view:since", "What moved since we last met, and why."),
    Entry(PAGES / "variance.py", "Plan & actual", "view:variance", "One statement: plan, actual and what differs."),
    Entry(PAGES / "measure.py", "Measure", "view:measure", "One measure: trend, parts, definition, source."),
    Entry(PAGES / "why.py", "Why", "view:why", "What explains a difference, down to the posting."),
    Entry(PAGES / "bridge.py", "What changed it", "view:bridge", "Steps from plan to actual that foot."),
    Entry(PAGES / "cash.py", "Cash", "view:cash", "What is available, and how low it gets."),
    Entry(PAGES / "outlook.py", "Outlook", "view:outlook", "Cash over 12 to 18 months, and what could be moved."),
    Entry(PAGES / "work.py", "Work", "view:work", "Who has what, until when, and what came of it."),
    Entry(PAGES / "review.py", "Review", "view:review", "The meeting: agenda, one item a screen, minutes."),
    Entry(PAGES / "sync.py", "Sync", "view:sync", "What those who lead look at and decide together."),
    Entry(PAGES / "data.py", "Data", "view:data", "Imports, revisions, freshness and problems.", True),
    Entry(PAGES / "help.py", "Glossary & help", "view:help", "Every word, page and setting.", True),
    Entry(PAGES / "find.py", "Find", "view:find", "Anything by its name.", hidden=True),
    Entry(PAGES / "kiosk.py", "Kiosk", "view:kiosk", "A board on a wall.", True, hidden=True, bare=True),
)


def run(entries: Sequence[Entry] = ENTRIES) -> None:
    """Run one screen: frame first, then the page. Nothing of a page runs before this."""
    st.set_page_config(page_title="Scorecard", page_icon="📊", layout="wide")
    offered = people(local_person())
    if KEY not in st.session_state:
        st.session_state[KEY] = told_by_browser(st.context.cookies, st.context.headers.get("Host") or "", offered)
    person = chosen(offered, st.session_state[KEY])
    pages = allowed(entries, person)
    shown_page = st.navigation([*pages.values(), *refused(entries, pages)], position="hidden")
    entry = next((entry for entry in entries if pages.get(entry.name) is shown_page), None)
    with calm():
        if entry is not None and entry.bare:
            frame.put(Frame(workspace(), person, pages))
            shown_page.run()
            return
        asked = scope_strip.asked(Frame(workspace(), person, pages))
        shown = asked.frame
        frame.put(shown)
        page_bar.draw(shown, (each.name for each in entries if not each.hidden), entry.name if entry else "", offered)
        if entry is None:
            shown_page.run()
            return
        scope_strip.draw(asked, entry.name)
        if shown.scope is None and not entry.without_figures:
            first_run.draw(shown)
        else:
            shown_page.run()


def refused(entries: Sequence[Entry], pages: Mapping[str, StreamlitPage]) -> Iterator[StreamlitPage]:
    """What stands in the place of the page that is asked for, if this person may not open it."""
    needs = {entry.name: entry.needs for entry in entries if entry.name not in pages}
    name = closed.asked_for(needs)
    if name:
        yield closed.page(name, needs[name])


def people(here: Person) -> dict[str, Person]:
    """Who can be chosen at the top; this account alone where the book cannot be read, as the page will say."""
    try:
        space = workspace()
        found = space.answers.of(("people", space.store.writes()), space.store.people)
    except Exception:
        return {"": here}
    return choices(here, found)


def allowed(entries: Sequence[Entry], person: Person) -> dict[str, StreamlitPage]:
    """Page name to page, for the pages this person may open; the first is the home page."""
    open_to = [entry for entry in entries if person.may(entry.needs)]
    return {
        entry.name: st.Page(
            entry.script,
            title=entry.title,
            url_path="" if entry is open_to[0] else entry.name,
            default=entry is open_to[0],
            help=entry.help,
        )
        for entry in open_to
    }
