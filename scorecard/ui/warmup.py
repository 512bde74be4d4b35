"""Warm before the first reader: store open, cube built, usual answers kept, memory frozen."""

import asyncio
import gc
import importlib
import inspect
import logging
import pkgutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse

import scorecard.charts
import scorecard.reports
from scorecard.domain.vocabulary import Comparison, View
from scorecard.reports.accuracy import MONTHS, WEEKS, record_of
from scorecard.reports.cash import cash_report
from scorecard.reports.cash_acts import cash_acts_report
from scorecard.reports.measure import measure_report
from scorecard.reports.outlook import outlook_report
from scorecard.reports.scorecard import scorecard_report
from scorecard.reports.since import since_report
from scorecard.reports.variance import variance_report
from scorecard.reports.why import usual_subject, why_report
from scorecard.ui.frame import Frame
from scorecard.ui.person import local_person
from scorecard.ui.scope_strip import read
from scorecard.ui.service_log import set_up
from scorecard.ui.shell import Page
from scorecard.ui.workspace import workspace

_LOG = logging.getLogger("scorecard")
PATIENCE = 3.0
"""Seconds spent on answers before the door opens."""

WINDOWS = (View.PERIOD, View.YEAR_TO_DATE)
"""Windows that most people look at."""

SLOW_MODULES = ("pandas", "pyarrow", "numpy", "streamlit.elements.lib.column_config_utils", "scorecard.ui.navigation")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm up before the door opens; a failure is logged and the screens tell it."""
    set_up()
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
    """Import what is slow, compile the charts and ask the usual questions once."""
    for name in SLOW_MODULES:
        importlib.import_module(name)
    for floor in (scorecard.reports, scorecard.charts):
        for room in pkgutil.iter_modules(floor.__path__, floor.__name__ + "."):
            compile_charts(importlib.import_module(room.name))
    ask_the_usual()


def compile_charts(room: ModuleType) -> None:
    """Call what a room computes once and keeps: cached functions that need nothing."""
    for kept in vars(room).values():
        if hasattr(kept, "cache_info") and kept.__module__ == room.__name__ and not inspect.signature(kept).parameters:
            kept()


def ask_the_usual() -> None:
    """Keep the answers most people will ask for: the Scorecard, then as long as the patience lasts more of them.

    Statement and Why of a month and of the year to date also read the figures that other lines are explained from; the
    statement against the state before opens that state. How good forecasts of cash were is worked out from all of them,
    which would otherwise wait for the first who opens Cash or Outlook.
    """
    space, person = workspace(), local_person()
    if space.store.revision() == 0:
        return
    scope, usual, snapshot, _ = read(space, {})
    frame = Frame(space, person, {}, scope, usual)
    page = Page("Warm-up", frame)
    windows = [Page("Warm-up", replace(frame, scope=scope.with_(view=view))) for view in WINDOWS]
    asked: list[Callable[[], object]] = [partial(window.ask, variance_report, "", False) for window in windows]
    asked += [partial(window.ask, why_report, page.ask(usual_subject), (), "") for window in windows]
    asked += [partial(page.ask, cash_report, "", ""), partial(page.ask, cash_acts_report, "")]
    asked += [partial(page.ask, outlook_report, "", 0, ())]
    asked += [partial(page.ask, record_of, kind) for kind in (WEEKS, MONTHS)]
    asked += [partial(page.ask, measure_report, measure) for measure in snapshot.catalogue.measures]
    before = Page("Warm-up", replace(frame, scope=scope.with_(compare=Comparison.KNOWN)))
    asked += [partial(before.ask, variance_report, "", False), partial(page.ask, since_report)]
    began = time.monotonic()
    page.ask(scorecard_report)
    for ask in asked:
        if time.monotonic() - began < PATIENCE:
            ask()


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
    return workspace().store.revision()
