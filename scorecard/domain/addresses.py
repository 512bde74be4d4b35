"""Addresses of audiences: secrets that no text ever shows."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Address:
    """Where an audience is reached; whatever prints, logs or compares it sees whose it is and no more.

    Attributes:
        audience: Id of the audience.
        url: The address with its keys and passwords; read only where a message leaves.
    """

    audience: str
    url: str = field(repr=False, compare=False)
