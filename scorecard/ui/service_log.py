"""The server's log: one record begins one line, whatever text people or files put into it."""

import logging


class OneRecord(logging.Formatter):
    """Writes a record so that no text inside it can look like another record or steer a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record's line; further lines, such as a traceback's, are set in."""
        lines = super().format(record).split("\n")
        return "\n    ".join("".join(map(_visible, line)) for line in lines)


def set_up() -> None:
    """Send the application's records to the console of the server, once."""
    log = logging.getLogger("scorecard")
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(OneRecord())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False


def _visible(sign: str) -> str:
    return sign if sign.isprintable() or sign == "\t" else sign.encode("unicode_escape").decode()
