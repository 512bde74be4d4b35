"""What was done about the number of a decision since it was taken, in words."""

from dataclasses import replace
from datetime import date

from scorecard.domain.work import Subject, WorkState
from scorecard.reports.open_work import TOLD, open_work
from scorecard.reports.work_rows import Shelf


def done_since(shelf: Shelf, subject: Subject, day: date) -> tuple[tuple[int, str], ...]:
    """Work with an action that was verified on a day or after it and still is, the newest first: item and words.

    Args:
        shelf: Work, in the state of the numbers asked for.
        subject: The number; what counts as work about it is the same as of open work.
        day: The day of the decision.
    """
    done = {each.id: each.verified for each in shelf.items if each.action and each.verified and each.verified >= day}
    # Looked for as if it were open, so that one rule says which work is about a number.
    items = [replace(each, state=WorkState.AGREED) for each in shelf.items if each.id in done]
    still = [each for each in open_work(replace(shelf, items=items), subject) if not each.moved]
    still.sort(key=lambda each: (done[each.item.id], each.item.id), reverse=True)
    return tuple(
        (each.item.id, f"Done on {done[each.item.id]:%-d %b %Y}: {_what(each.item.action)} ({each.pair})")
        for each in still[:TOLD]
    )


def _what(action: str) -> str:
    return " ".join(action.split()).rstrip(".")
