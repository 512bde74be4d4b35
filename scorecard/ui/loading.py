"""The import box: a file and its mapping profile, tried first, then loaded."""

import hashlib
import tempfile
from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from scorecard.changes.load_catalogue import load_catalogue
from scorecard.changes.load_file import Loaded, load_file
from scorecard.ingest.loading import SourceFile
from scorecard.ingest.profile import Profile, parse_profile
from scorecard.ui import show
from scorecard.ui.plain_text import plain
from scorecard.ui.shell import Page

TYPES = ("csv", "tsv", "txt", "xlsx", "parquet")
MOST_TOML = 2_000_000


class Upload(Protocol):
    """A file somebody handed in."""

    name: str

    def getvalue(self) -> bytes:
        """Its bytes."""


def box(page: Page) -> None:
    """Hand in files and a profile, try them, read what would change, then load; or why somebody may not."""
    refused = page.refusal("load figures")
    if refused:
        st.text(refused)
        return
    files = st.file_uploader("Files of one load", type=TYPES, accept_multiple_files=True, key="load files")
    told = st.file_uploader("Mapping profile (TOML): which column means what", type="toml", key="load profile")
    why = st.text_input("Remark for the history", max_chars=200, key="load why")
    profile = _profile(told) if files and told else None
    if profile is None or told is None:
        st.text("Choose files and a profile. Nothing is loaded before you have seen what would change.")
        return
    print_ = _print(files, told)
    tried: tuple[str, Loaded] | None = st.session_state.get("load tried")
    if st.button("Try it: read and check, change nothing", type="primary", key="load try"):
        result = _load(page, files, profile, why, dry_run=True)
        tried = (print_, result) if result else None
        st.session_state["load tried"] = tried
    if tried is None or tried[0] != print_:
        return
    outcome(tried[1])
    if tried[1].problems or tried[1].already:
        return
    if st.button("Load these figures", key="load now"):
        done = _load(page, files, profile, why, dry_run=False)
        if done is not None:
            st.session_state.pop("load tried", None)
            outcome(done)


def catalogue_box(page: Page) -> None:
    """Hand in a catalogue: checked as a whole, published as a revision; or why somebody may not."""
    refused = page.refusal("change the catalogue")
    if refused:
        st.text(refused)
        return
    told = st.file_uploader("Catalogue (TOML): places, accounts, measures, targets", type="toml", key="catalogue file")
    if told is None or not st.button("Check and load the catalogue", key="catalogue now"):
        return
    done = page.do(load_catalogue, _text(told), told.name)
    if done is None:
        return
    if done.problems:
        show.problems(done.problems)
    else:
        st.success("This catalogue is already there." if done.already else f"Loaded as revision {done.revision}.")


def outcome(done: Loaded) -> None:
    """What came of a load or of a trial: counts, controls, notes and problems."""
    if done.already:
        st.info("These very files are loaded already; nothing would change.")
        return
    if done.problems:
        st.warning("Nothing was loaded. All problems found in one pass:")
        show.problems(done.problems)
    else:
        counts = done.preview
        verb = f"Loaded as revision {done.revision}" if done.revision else "Nothing is loaded yet. It would bring"
        st.success(
            f"{verb}: {new_lines(counts.new)}, {counts.restated:,} restated, "
            f"{counts.removed:,} removed, {counts.unchanged:,} unchanged."
        )
    if done.controls:
        lines = [(c.name, c.expected, c.found, "holds" if c.holds else "does not hold") for c in done.controls]
        show.rows(("Control", "Expected", "Found", ""), lines, "Control totals")
    for note in done.notes:
        st.text(str(note))


def new_lines(count: int) -> str:
    """How many lines are new: "1 new line", "2,400 new lines"."""
    return f"{count:,} new {'line' if count == 1 else 'lines'}"


def _load(page: Page, files: Sequence[Upload], profile: Profile, why: str, *, dry_run: bool) -> Loaded | None:
    with st.spinner("Reading …"), tempfile.TemporaryDirectory() as folder:
        sources = []
        for place, upload in enumerate(files):
            stream = open(f"{folder}/{place}", "w+b")  # noqa: SIM115 - closed below; the reader needs its descriptor
            stream.write(upload.getvalue())
            stream.flush()
            sources.append(SourceFile(stream, upload.name))
        try:
            return page.do(load_file, sources, profile, why=why.strip(), dry_run=dry_run)
        finally:
            for source in sources:
                source.stream.close()


def _profile(told: Upload) -> Profile | None:
    profile, problems = parse_profile(_text(told), told.name)
    if problems:
        st.warning(plain("This profile cannot be used:"))
        show.problems(problems)
    return profile


def _text(told: Upload) -> str:
    return told.getvalue()[:MOST_TOML].decode("utf-8", errors="replace")


def _print(files: Sequence[Upload], told: Upload) -> str:
    digest = hashlib.sha256(told.getvalue())
    for upload in files:
        digest.update(hashlib.sha256(upload.getvalue()).digest())
    return digest.hexdigest()
