"""Whether a forecast of our own may rest on figures that were taken back since it was made."""

from datetime import date

from scorecard.reports.loads_behind import UNDO
from scorecard.store.history import FORECAST, Import
from scorecard.store.store import Snapshot, Store


def taken_back(store: Store, snapshot: Snapshot, source: str, made: date) -> str:
    """One sentence on loads that were there when a forecast was made and are not any more; "" where all still stand.

    Args:
        store: The open store.
        snapshot: The state that is shown; what came after it is not told.
        source: Of the forecast.
        made: Its vintage.
    """
    since = snapshot.rolled_since(source, made)
    undone = [each for each in store.revisions() if each.kind == UNDO and since < each.id <= snapshot.revision]
    if not since or not undone:
        return ""
    loads = store.imports({each.import_id for each in undone})
    beneath = [each for each in loads if each.kind != FORECAST and each.revision is not None and each.revision < since]
    if not beneath:
        return ""
    day = max(each.at for each in undone).date()
    named = f"“{_name(beneath[0])}”" if len(beneath) == 1 else f"{len(beneath)} loads"
    verb = "was" if len(beneath) == 1 else "were"
    return (
        f"This forecast may rest on figures taken back since: {named} {verb} undone, last on {day.day} {day:%b %Y}. "
        "When the figures are right again, `python -m scorecard forecast roll` makes a new one."
    )


def _name(load: Import) -> str:
    return load.file_name or load.why or f"load {load.id}"
