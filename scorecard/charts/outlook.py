"""The path of cash by month: the fan of the cash page, with another path behind it to hold it against."""

from functools import cache
from typing import Any

import altair as alt

from scorecard.charts import cash, theme

BASE = "base"
"""Dataset of the corners of the path behind: ``place`` and ``height``."""


@cache
def path(places: int, step: int, beside: bool = False, height: int = 300) -> dict[str, Any]:
    """So many months, without their data.

    Args:
        places: Months before and ahead.
        step: Months between two labels below.
        beside: Whether there is another path, ``base``.
        height: In pixels.
    """
    spec = cash.fan(places, step, height)
    if not beside:
        return spec
    base = (
        alt.Chart(alt.NamedData(BASE))
        .mark_line(stroke=theme.NEUTRAL.css, strokeWidth=2, strokeDash=theme.DASHED, aria=False)
        .encode(x=alt.X("place:Q", title=None), y=alt.Y("height:Q", title=None))
    )
    layer = base.to_dict()
    kept = {name: layer[name] for name in ("data", "mark", "encoding")}
    return {**spec, "layer": [kept, *spec["layer"]]}
