"""What the sample company's people have in hand: a few items about its planted causes, as invented as its figures."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from scorecard.changes.assign import assign
from scorecard.changes.comment import comment
from scorecard.changes.progress import agree_action
from scorecard.changes.root_cause import explain
from scorecard.domain.access import Actor, authorise
from scorecard.domain.vocabulary import View
from scorecard.domain.work import Cause, Figures, Subject
from scorecard.store.store import Store

HUNDREDS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Told:
    """One item: whose, about which line, and how far it has come.

    ``share`` of the impact is what the remark explains; whys and an action come only after it. ``late`` is
    what rests on the last correction of the figures.
    """

    name: str
    entity: str
    finance: str
    operations: str
    days: int
    remark: str = ""
    share: Decimal | None = None
    cause: Cause | None = None
    whys: tuple[str, ...] = ()
    action: str = ""
    late: bool = False


ITEMS = (
    Told(
        "contractors", "company", "priya-sandell", "tom-brandvik", 7,
        "Ostermoor has more call-outs than technicians since last autumn; contractors do the rest.", Decimal("0.6"),
        Cause.DEMAND,
        ("Contractors did the jobs our own technicians could not.", "Call-outs at Ostermoor grew by a third.",
         "Hiring followed last year's plan, not the calls."),
        "Ask the crews of Velanda before a contractor is called.",
        late=True,
    ),
    Told(
        "scrap", "company", "marek-doyle", "amara-linde", 10,
        "Two products fail the final test more often, both with compressors of one supplier.", Decimal("0.7"),
        Cause.SUPPLY,
        ("Units were scrapped after the final test.", "Their compressors fail.",
         "The supplier changed a part unannounced."),
    ),
    Told(
        "trade_fairs", "tarnwick_sales", "tessa-okafor", "rui-almeira", 14,
        "The autumn fair was paid now and is planned for winter: over the year nothing is lost.", Decimal("0.9"),
    ),
    Told("overtime_pay", "ostermoor", "priya-sandell", "tom-brandvik", 14),
    Told(
        "first_pass_yield", "tarnwick", "marek-doyle", "amara-linde", 12,
        "Rework follows the compressors of one supplier.", None, Cause.SUPPLY,
        ("Units fail the first test.", "Their compressors start too slowly.", "A part was changed unannounced."),
        "Test every compressor of Kestrel before it is built in.",
    ),
    Told("scrap_rate", "tarnwick", "marek-doyle", "amara-linde", 18, "Two products are scrapped twice as often."),
    Told(
        "overdue_share", "tarnwick", "luc-ferrand", "rui-almeira", 17,
        "One large customer pays two months late by now; its credit limit is talked over with it.",
    ),
)  # fmt: skip


def open_demo_work(
    store: Store, actor: Actor, period: str, figures: Callable[[Subject], Figures | None], late: bool = True
) -> int:
    """Give the sample company's lines to its people, once.

    Args:
        store: With the sample company in it.
        actor: Who creates the sample company.
        period: Key of the month to whose year to date the items belong.
        figures: Today's numbers of a subject; None where it has none.
        late: Whether the last correction of the figures is known.

    Returns:
        How many items were opened; what is in hand already is not opened again.

    Raises:
        NotAllowed: If the actor may not create the sample company.
    """
    authorise(actor, "create the sample company")
    known = {person.id: Actor(person.id, person.role) for person in store.people()}
    if not {told.finance for told in ITEMS} <= known.keys():
        return 0
    opened, held = 0, {(item.subject.entity, item.subject.name) for item in store.work.items()}
    for told in ITEMS:
        if (told.entity, told.name) in held or (told.late and not late):
            continue
        subject = Subject(told.entity, told.name, period=period, view=View.YEAR_TO_DATE)
        if (now := figures(subject)) is not None and now.impact is not None:
            _open(store, known[told.finance], known[told.operations], told, subject, now)
            opened += 1
    return opened


def _open(store: Store, finance: Actor, operations: Actor, told: Told, subject: Subject, now: Figures) -> None:
    today = store.today()
    due, first = today + timedelta(days=told.days), "" if told.share else told.remark
    item = assign(store, finance, subject, now, finance.id, operations.id, due, first)
    if told.share is not None and now.impact is not None:
        part = (now.impact * told.share / HUNDREDS).quantize(Decimal(1)) * HUNDREDS
        comment(store, operations, item, told.remark, now, part)
    if told.cause is not None:
        explain(store, operations, item, store.work.item(item).version, told.cause, told.whys, now)
    if told.action:
        agree_action(store, finance, item, store.work.item(item).version, told.action, today + timedelta(days=30), now)
