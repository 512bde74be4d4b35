"""What a reader sees when something fails: one calm line, and a reference that the log explains."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from scorecard.domain.errors import ScorecardError
from scorecard.ui.plain_text import plain

_LOG = logging.getLogger("scorecard")


@contextmanager
def calm() -> Iterator[None]:
    """Turn any fault of the block into one calm line; the page around it stays."""
    try:
        yield
    except ScorecardError as fault:
        st.warning(plain(fault))
    except Exception as fault:
        last_resort(fault)


def last_resort(fault: Exception) -> bool:
    """Show a fault nobody foresaw as one line with a reference and write the details to the log.

    Returns:
        True, so that Streamlit shows nothing of its own.
    """
    if isinstance(fault, ScorecardError):
        st.warning(plain(fault))
        return True
    reference = secrets.token_hex(4)
    _LOG.error("reference %s: %s", reference, type(fault).__name__, exc_info=fault)
    st.error(f"This part could not be shown. Load the page again; if it stays, give reference {reference} to support.")
    return True
