"""An address as a QR code: our own markup, carried inside the page as a picture."""

from functools import lru_cache
from urllib.parse import quote

import segno

from scorecard.ui.markup import Markup, element

QUIET = 4
"""Blank modules around the code, as scanners expect."""


@lru_cache(maxsize=256)
def qr(address: str) -> Markup:
    """The code as a picture that scales, dark on light in both modes.

    Streamlit takes drawings out of a page's markup and leaves pictures in it.

    Args:
        address: What a phone opens.
    """
    drawing = quote(_drawing(address), safe="/:=' <>")
    return element("img", src=Markup(f"data:image/svg+xml,{drawing}"), alt=f"QR code: {address}", class_="sc-qr")


def _drawing(address: str) -> Markup:
    matrix = segno.make(address, error="m", micro=False).matrix
    size = len(matrix) + 2 * QUIET
    dark = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, line in enumerate(matrix) for x, module in enumerate(line) if module
    )
    parts = element("rect", width=size, height=size, fill="white"), element("path", d=Markup(dark))
    box = f"0 0 {size} {size}"
    return element("svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=box, shape_rendering="crispEdges")
