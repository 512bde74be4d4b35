"""The ASGI door: `streamlit run app.py` serves scorecard/ui/main.py behind the guard."""

import streamlit as st
from starlette.routing import Route

from scorecard.ui import keys, wall
from scorecard.ui.faults import last_resort
from scorecard.ui.guard import guarded
from scorecard.ui.warmup import healthz, lifespan

app = st.App(
    "scorecard/ui/main.py",
    middleware=guarded(),
    lifespan=lifespan,
    routes=[Route("/healthz", healthz), *keys.routes, *wall.routes],
    on_script_error=last_resort,
)
