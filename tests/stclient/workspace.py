"""A small store on disk whose names are as hostile as names can be."""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyarrow as pa

from scorecard.ingest.opening import open_store
from scorecard.store.schema import FACT_SCHEMA
from scorecard.store.store import Store

DAY = date(2026, 11, 23)
"""Today, wherever the sample company is looked at."""


class OnTheDay(date):
    """Dates of a world in which it is always ``DAY``."""

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return DAY


MADE_ONCE = "SAMPLE_COMPANY_OF_THIS_RUN"
"""Names the folder in which all processes of one run of the suite find the sample company."""

BEACON = "http://127.0.0.1:8799"
HOSTILE = (
    "<script>window.hurt=1</script>",
    "<img src=x onerror='window.hurt=1'>",
    f"![b]({BEACON}/markdown.png)",
    f"<img src='{BEACON}/html.png'>",
    "[pay](javascript:window.hurt=1)",
    r"$\href{javascript:window.hurt=1}{x}$",
    f"[x]({BEACON}/link) <{BEACON}/auto> {BEACON}/bare",
    ":red-badge[Off track] :material/check: :smile:",
    "# heading\n\n* list | table |\n---\n> quote",
    "`code` **bold** ~~gone~~ _it_ :small[s]",
    "'; DROP TABLE fact;-- %' OR 1=1",
    "<svg/onload=window.hurt=1> <iframe srcdoc='<script>parent.hurt=1</script>'>",
    "Z\u0337\u0353alg\u0300o " + "W" * 80,
)
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 11))


def catalogue_text(names: tuple[str, ...] = HOSTILE) -> str:
    """A catalogue that uses every name as an entity, an account, a measure, an objective and a person."""
    lines = [
        "[workspace]", f"name = {_quoted(names[0])}", 'currency = "EUR"', "invented = true",
        f"notice = {_quoted('Invented. ' + names[2])}",
        "[calendar]", 'pattern = "months"', "start_month = 1",
        "[perspectives]", 'financial = "Financial"', f"customer = {_quoted(names[1])}",
        'operations = "Operations"', 'growth = "Growth"',
        "[[entities]]", 'id = "all"', f"name = {_quoted(names[0])}",
        "[[objectives]]", 'id = "goal"', f"name = {_quoted(names[3])}", 'perspective = "financial"',
        "[[people]]", 'id = "ada"', f"name = {_quoted(names[1])}", 'side = "finance"',
        "[[people]]", 'id = "bo"', f"name = {_quoted(names[2])}", 'side = "operations"',
    ]  # fmt: skip
    for place, name in enumerate(names):
        lines += [
            "[[entities]]", f'id = "e{place}"', f"name = {_quoted(name)}", 'parent = "all"',
            "[[accounts]]", f'id = "a{place}"', f"name = {_quoted(name)}", 'normal = "credit"', 'kind = "flow"',
            "[[measures]]", f'id = "m{place}"', f"name = {_quoted(name)}", f"finance_name = {_quoted(name[::-1])}",
            'kind = "flow"', 'unit = "money"', 'polarity = "higher"', 'objective = "goal"',
            f'numerator = ["+a{place}"]', 'finance_owner = "ada"', 'operations_owner = "bo"',
            f"definition = {_quoted(name)}", f"source = {_quoted(name)}",
        ]  # fmt: skip
    return "\n".join(lines)


def facts(names: tuple[str, ...] = HOSTILE, amount: int = 1000) -> pa.Table:
    """One credit per month, entity and account of the same place, with the name as its note."""
    rows = [
        {
            "source": "ledger", "scenario": "actual", "period": month, "date": date(2026, int(month[5:]), 28),
            "entity": f"e{place}", "measure": f"a{place}", "value": Decimal(-amount - place),
            "currency": "EUR", "state": "reported", "note": name, "source_ref": name, "source_row": place + 1,
            "import_id": 0,
        }
        for month in MONTHS
        for place, name in enumerate(names)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=FACT_SCHEMA)


def small_store(folder: Path, revisions: int = 2) -> Store:
    """The store with so many revisions, in each the amounts one higher; made once a run and copied, as the sample."""
    made = _made(f"small-{revisions}", lambda place: _make_small(place, revisions).close())
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return _small(folder)


def sample_store(folder: Path) -> Store:
    """The invented sample company, as the app creates it; a run of the suite makes it once and hands out copies."""
    shutil.copytree(_made("store", _make_sample), folder, dirs_exist_ok=True)
    return open_store(folder, today=lambda: DAY)


def blank(folder: Path) -> Path:
    """The same folder with an empty store in it, copied from one that a run of the suite makes once."""
    shutil.copytree(_made("blank", lambda place: open_store(place).close()), folder)
    return folder


def _small(folder: Path) -> Store:
    return open_store(folder, today=lambda: date(2026, 11, 22))


def _make_small(folder: Path, revisions: int) -> Store:
    store = _small(folder)
    for number in range(revisions):
        with store.stage([facts(amount=1000 + number)]) as staged:
            store.publish("ada", HOSTILE[number % len(HOSTILE)], "import", staged, catalogue_text())
    return store


def _make_sample(folder: Path) -> None:
    from scorecard.changes.create_demo import create_demo
    from scorecard.domain.access import LOCAL

    store = open_store(folder, today=lambda: DAY)
    create_demo(store, LOCAL, DAY)
    store.close()


def _made(name: str, make: Callable[[Path], None]) -> Path:
    """What is made once a run by whichever process comes first; one that was killed at it leaves nothing behind."""
    made = _once() / name
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=made.parent) as begun:
                make(Path(begun, name))
                Path(begun, name).rename(made)
    return made


@cache
def _once() -> Path:
    return Path(os.environ.get(MADE_ONCE) or tempfile.mkdtemp(prefix="scorecard-suite-"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)
