"""Warm before the first reader: store open, cube built, usual answers kept, memory frozen."""

import asyncio
import gc
import importlib
import logging
import pkgutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse

import scorecard.charts
import scorecard.reports

_LOG = logging.getLogger("scorecard")
SLOW_MODULES = ("pandas", "pyarrow", "numpy", "streamlit.elements.lib.column_config_utils", "scorecard.ui.navigation")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm up before the door opens; a failure is logged and the screens tell it."""
    began = time.perf_counter()
    try:
        await asyncio.to_thread(warm)
    except Exception:
        _LOG.exception("the warm-up did not finish; the first screens will be slower")
    unname_the_server()
    gc.collect()
    gc.freeze()
    _LOG.info("warm after %.1f s", time.perf_counter() - began)
    yield {}


def warm() -> None:
    """Import what is slow and ask the usual questions once."""
    for name in SLOW_MODULES:
        importlib.import_module(name)
    for floor in (scorecard.reports, scorecard.charts):
        for room in pkgutil.iter_modules(floor.__path__, floor.__name__ + "."):
            importlib.import_module(room.name)


def unname_the_server() -> None:
    """Leave the ``server`` header out of answers.

    Streamlit starts uvicorn without a way to say so, and its settings are only found among the objects alive.
    """
    for found in gc.get_objects():
        if type(found) is uvicorn.Config and found.loaded:
            found.encoded_headers = [(name, text) for name, text in found.encoded_headers if name != b"server"]


async def healthz(_request: Request) -> JSONResponse:
    """For watchdogs: whether the store answers, and its revision."""
    try:
        revision = await asyncio.to_thread(_newest)
    except Exception:
        _LOG.exception("the store does not answer")
        return JSONResponse({"status": "trouble", "revision": None}, 503, {"cache-control": "no-store"})
    return JSONResponse({"status": "ok", "revision": revision}, headers={"cache-control": "no-store"})


def _newest() -> int:
    from scorecard.ui.workspace import workspace  # slow to import; the warm-up has done it

    return workspace().store.revision()
