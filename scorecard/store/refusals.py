"""What the store refuses, each in its own sentence."""

from scorecard.domain.errors import ScorecardError


class StoreIsNewer(ScorecardError):
    """The book was written by a newer version of the application."""

    def __init__(self, found: str) -> None:
        super().__init__(
            f"This store was written by a newer version of the scorecard (book version {found[:20]}). "
            "Update the application to open it."
        )


class PublishingIsBusy(ScorecardError):
    """Another import holds the lock for longer than we wait."""

    def __init__(self) -> None:
        super().__init__("Another import is being published right now. Try again in a moment; nothing was changed.")


class Overtaken(ScorecardError):
    """Something was published between the check of a load and its turn to publish."""

    def __init__(self) -> None:
        super().__init__("Somebody else published figures in the meantime. Try again; nothing was changed.")


class CatalogueNeeded(ScorecardError):
    """Figures came before the catalogue that explains them."""

    def __init__(self) -> None:
        super().__init__("There is no catalogue yet. Load one first; it says what the figures mean.")


class CatalogueDoesNotFit(ScorecardError):
    """The stored catalogue cannot be read, or leaves out names that stored figures use."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The catalogue does not fit the figures: {why[:300]}")


class NoSuchImport(ScorecardError):
    """An import was named that never happened."""

    def __init__(self, import_id: object) -> None:
        super().__init__(f"There is no import {str(import_id)[:20]}.")


class CannotUndo(ScorecardError):
    """The import cannot be taken back as it stands."""

    def __init__(self, import_id: int, why: str) -> None:
        super().__init__(f"Import {import_id} cannot be undone: {why}")


class MixedCurrencies(ScorecardError):
    """Figures in different currencies would have to be added up."""

    def __init__(self, name: str, found: tuple[str, ...], own: str) -> None:
        said = ", ".join(currency[:3] for currency in found[:5])
        super().__init__(
            f"“{name[:60]}” holds figures in {said}, the workspace counts in {own}. "
            "Translate them before loading; they are not added up."
        )


class TooLarge(ScorecardError):
    """A sum leaves the range in which it is exact."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The figures of “{name[:60]}” add up to more than can be counted exactly.")


class FolderNameUnfit(ScorecardError):
    """The figures cannot lie under this path."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"The figures cannot be kept under “{folder[:60]}”: its path holds one of [ ] ^ | % \\.")


class FactsUnreadable(ScorecardError):
    """The facts' table lacks something a published revision needs."""

    def __init__(self, what: str) -> None:
        super().__init__(f"The stored figures cannot be opened: {what[:300]}. Restore the store from its backup.")


class FactsNotWritten(ScorecardError):
    """The facts' table did not take the rows; nothing was published."""

    def __init__(self) -> None:
        super().__init__(
            "The figures could not be written, so nothing was changed. "
            "See that the disk has room and nobody else writes to the table, then try again."
        )


class SameKeyOtherInput(ScorecardError):
    """A request key was used again with different input."""

    def __init__(self) -> None:
        super().__init__("This entry was already sent with other content. Start a new entry.")


class NoSuchItem(ScorecardError):
    """An item was named that nobody ever opened."""

    def __init__(self, number: object) -> None:
        super().__init__(f"There is no item {str(number)[:20]}.")


class NoSuchOneOff(ScorecardError):
    """A one-off was named that nobody ever scheduled."""

    def __init__(self, number: object) -> None:
        super().__init__(f"There is no one-off {str(number)[:20]}.")


class AlreadyAssigned(ScorecardError):
    """Somebody has this already."""

    def __init__(self, item: int) -> None:
        super().__init__(f"Somebody has this already: item {item}. Add to it instead of opening another one.")
        self.item = item


class NoSuchMeeting(ScorecardError):
    """A meeting was named that nobody ever began."""

    def __init__(self, number: object) -> None:
        super().__init__(f"There is no meeting {str(number)[:20]}.")


class NoSuchFlag(ScorecardError):
    """A flag was named that nobody ever raised."""

    def __init__(self, number: object) -> None:
        super().__init__(f"There is no flag {str(number)[:20]}.")


class SendingIsBusy(ScorecardError):
    """Another run sends notices."""

    def __init__(self) -> None:
        super().__init__("Another run is sending notices right now; nothing is sent twice. Try again in a moment.")


class NoticeOver(ScorecardError):
    """What became of a notice is written down once."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Notice {number} is over already, or was never begun.")


class NoSuchMute(ScorecardError):
    """A mute was named that does not stand."""

    def __init__(self, number: object) -> None:
        super().__init__(f"There is no mute {str(number)[:20]} that stands.")


class NoSuchMatter(ScorecardError):
    """A matter was named that nobody ever raised."""

    def __init__(self, number: object) -> None:
        super().__init__(f"There is no matter {str(number)[:20]}.")


class AlreadyRunning(ScorecardError):
    """Somebody began this meeting already."""

    def __init__(self, meeting: int) -> None:
        super().__init__(f"This meeting is running already: meeting {meeting}. Join it instead of beginning another.")
        self.meeting = meeting


class BackupExists(ScorecardError):
    """A backup never writes over anything."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"The folder “{folder[:80]}” already holds something. Choose an empty one for the backup.")


class BackupElsewhere(ScorecardError):
    """Servers are backed up by their own means."""

    def __init__(self) -> None:
        super().__init__(
            "Book or figures are kept on a server. Back up the database first with its own tool, "
            "then copy the figures' folder or bucket."
        )
