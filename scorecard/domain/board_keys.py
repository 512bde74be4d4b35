"""Keys of boards: what a link to a wall must say where a secret is set, one for each board."""

import hmac

from scorecard.domain.errors import ScorecardError

LETTERS = 32
"""Of a key: 128 bits."""


class WrongKey(ScorecardError):
    """A link does not open the board it names."""

    def __init__(self) -> None:
        super().__init__("This link does not open this board. Ask whoever administers the scorecard for its address.")


def key_of(secret: str, board: str) -> str:
    """The key of one board; "" where no secret is set. Another secret makes all keys other ones.

    Args:
        secret: From the settings; never shown.
        board: The board's id.
    """
    return hmac.new(secret.encode(), f"board {board}".encode(), "sha256").hexdigest()[:LETTERS] if secret else ""


def require_key(secret: str, board: str, key: str) -> None:
    """Refuse a link without the board's own key, if a secret is set.

    Raises:
        WrongKey: If the key is another board's, none, or made with another secret.
    """
    if secret and not hmac.compare_digest(key_of(secret, board).encode(), key.encode()):
        raise WrongKey
