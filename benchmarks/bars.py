"""A measured bar: what was found, what it may be at most, and how it was measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One measured bar; ``bound`` is the most it may be, None where it is only reported."""

    name: str
    found: float
    unit: str
    bound: float | None
    told: str

    @property
    def holds(self) -> bool:
        """Whether it is within its bound."""
        return self.bound is None or self.found <= self.bound
