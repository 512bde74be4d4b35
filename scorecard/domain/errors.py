"""Faults in use: each class writes its own sentence."""


class ScorecardError(Exception):
    """A fault a person can understand; its text is one calm sentence."""


class UnknownName(ScorecardError):
    """Something was asked for that the catalogue does not have."""

    def __init__(self, kind: str, name: str) -> None:
        super().__init__(f"There is no {kind} called “{name[:60]}” in this workspace.")
        self.kind, self.name = kind, name


class NotAllowed(ScorecardError):
    """The person may not do or see this."""

    def __init__(self, action: str) -> None:
        super().__init__(f"You do not have the right to {action}. Ask an administrator of this workspace.")


class Conflict(ScorecardError):
    """Someone else changed the same thing meanwhile."""

    def __init__(self, what: str, yours: str, theirs: str) -> None:
        super().__init__(f"{what} was changed by someone else meanwhile. You wrote “{yours}”, it now says “{theirs}”.")
        self.yours, self.theirs = yours, theirs


class NothingPublished(ScorecardError):
    """The store has no revision yet."""

    def __init__(self) -> None:
        super().__init__("No figures have been loaded yet. Load a catalogue and a file under Data, or run the demo.")


class UnknownRevision(ScorecardError):
    """A revision was named that was never published."""

    def __init__(self, revision: object) -> None:
        super().__init__(f"There is no revision {str(revision)[:20]}.")
