"""Kinds of meeting: how long each is, how often it comes, and which parts it has in which order."""

from dataclasses import dataclass

from scorecard.domain.agenda import Block
from scorecard.domain.errors import UnknownName

FRAME = (Block.OPENING, Block.SINCE, Block.CASH, Block.CLOSE)
"""What a review always has, whatever its score."""

TALKED = (Block.OPERATIONS, Block.MONEY, Block.DECIDED)


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of meeting.

    Attributes:
        id: What the link, the book and the command line say.
        name: On screens and in minutes.
        minutes: Where nobody says otherwise.
        days: From one to the next; 0 where it has no rhythm.
        purpose: What it is for, in a sentence.
        parts: Blocks in their order; what belongs to no other block is left to other meetings.
        fixed: Those of them that are always there, whatever their score.
        ahead: Days ahead in which an action that falls due is worth a word.
    """

    id: str
    name: str
    minutes: int
    days: int
    purpose: str
    parts: tuple[Block, ...]
    fixed: tuple[Block, ...] = FRAME
    ahead: int = 7

    @property
    def every(self) -> str:
        """Its rhythm in words: "every day"; "" for none."""
        return RHYTHM.get(self.days, "")


RHYTHM = {1: "every day", 7: "every week", 30: "every month", 91: "every quarter"}

_MONTH = (Block.STATEMENT, Block.CHANGED, Block.OUTLOOK, Block.LESSONS)
_QUARTER = (Block.TARGETS, Block.WEIGHTS, Block.LESSONS, Block.OUTLOOK)
COLUMNS = {Block.YESTERDAY: 1, Block.TODAY: 2, Block.OBSTACLES: 3, Block.NEXT: 2}
"""The columns of the huddle and their minutes."""

_HUDDLE = (*COLUMNS, Block.REDS)

EVERY = (
    Preset(
        "weekly", "Weekly review", 45, 7,
        "What happened to customers and operations, then money, then what is decided.",
        (Block.OPENING, Block.SINCE, *TALKED, Block.CASH, Block.FLAGS, Block.WORK, Block.CLOSE),
    ),
    Preset(
        "monthly", "Monthly business review", 90, 30,
        "The whole statement, what changed it, where the year goes now, and what was learnt.",
        (Block.OPENING, Block.SINCE, Block.OPERATIONS, Block.STATEMENT, Block.CHANGED, Block.MONEY, Block.OUTLOOK,
         Block.CASH, Block.LESSONS, Block.DECIDED, Block.FLAGS, Block.WORK, Block.CLOSE),
        (*FRAME, *_MONTH),
    ),
    Preset(
        "quarterly", "Quarterly check-in", 75, 91,
        "Whether the targets and their weights are still the right ones, and whether the year still gets there.",
        (Block.OPENING, Block.SINCE, Block.TARGETS, Block.WEIGHTS, *TALKED, Block.LESSONS, Block.OUTLOOK, Block.CLOSE),
        (Block.OPENING, Block.SINCE, Block.CLOSE, *_QUARTER),
    ),
    Preset(
        "kickoff", "Kick-off", 60, 0,
        "What drives the result, who has each of it on both sides, and what could come in the way.",
        (Block.OPENING, Block.DRIVERS, Block.OWNERS, Block.TARGETS, Block.FLAGS, Block.CLOSE),
        (Block.OPENING, Block.OWNERS, Block.TARGETS, Block.CLOSE),
    ),
    Preset(
        "daily", "Daily huddle", 15, 1,
        "Yesterday, today, obstacles and next steps; no red stays without a reason and an action.",
        (*_HUDDLE, Block.CLOSE), (*_HUDDLE, Block.CLOSE), 1,
    ),
    Preset(
        "crisis", "Crisis round", 30, 1,
        "Cash first, then what moved since the last round, what weighs most, and what is due by tomorrow.",
        (Block.OPENING, Block.CASH, Block.SINCE, Block.OPERATIONS, Block.MONEY, Block.FLAGS, Block.WORK, Block.CLOSE),
        ahead=1,
    ),
)  # fmt: skip

PRESETS = {each.id: each for each in EVERY}
USUAL = EVERY[0]

RHYTHMS = ("weekly", "crisis")
"""Rounds of one series, of which the one last held is the cadence in force."""


def preset_of(name: str) -> Preset:
    """The kind of meeting of this name.

    Raises:
        UnknownName: If there is none.
    """
    if name not in PRESETS:
        raise UnknownName("kind of meeting", name)
    return PRESETS[name]
