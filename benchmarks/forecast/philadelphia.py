"""The city's cash at each report's date, FY2010 to FY2019: the treasurer's own forecast, ours, and both in one."""

from pathlib import Path

import numpy as np

from tests.real.philadelphia.cash_walk import QUANTITIES, WAYS, covered, errors, walk

NAMES = {
    "together": "both, weighed by their records",
    "ours": "ours alone",
    "theirs": "the treasurer's alone",
    "last year": "same month last year",
    "last month": "last month again",
}
BIAS = 0.25
"""Share of the error that the mean error may be, either way."""

LIKELY, CERTAIN = (0.75, 0.85), (0.92, 0.98)


def table(files: Path) -> dict[str, object]:
    """Mean absolute error and bias in US$ millions a month by quantity and way, and what the bands hold.

    Args:
        files: The folder of the published files.
    """
    found = walk(files)
    by: dict[str, object] = {}
    for quantity in QUANTITIES:
        missed = {way: errors(found, way, quantity) for way in WAYS}
        size = {way: float(np.abs(each).mean()) for way, each in missed.items()}
        bias = {way: float(each.mean()) for way, each in missed.items()}
        bands = {str(level): covered(found, quantity, level) for level in (80, 95)}
        reached = (
            size["together"] <= size["theirs"]
            and abs(bias["together"]) <= BIAS * size["together"]
            and LIKELY[0] <= bands["80"] <= LIKELY[1]
            and CERTAIN[0] <= bands["95"] <= CERTAIN[1]
        )
        by[quantity] = {
            "error": size,
            "bias": bias,
            "covered": bands,
            "reached": reached,
            "months": len(missed["ours"]),
        }
    return by


def lines(by: dict[str, object]) -> list[str]:
    """The table as text."""
    told = [f"{'':14}" + "".join(f"{NAMES[way]:>32}" for way in WAYS) + f"{'held by 80 / 95':>20}"]
    for quantity, each in by.items():
        assert isinstance(each, dict)
        cells = "".join(f"{each['error'][way]:>23.1f} {each['bias'][way]:>+8.1f}" for way in WAYS)
        held = " / ".join(f"{share:.1%}" for share in each["covered"].values())
        told.append(f"{quantity:14}{cells}{held:>20}{'' if each['reached'] else '  not reached'}")
    return told


if __name__ == "__main__":
    from tests.conftest import SHARED

    print("US$ millions a month: mean absolute error and bias")
    print("\n".join(lines(table(SHARED / "data" / "philadelphia"))))
