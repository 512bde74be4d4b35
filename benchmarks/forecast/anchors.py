"""A forecasting library beside ours, in an environment of its own: never a requirement, and said when it is absent.

``SCORECARD_BENCH_PYTHON`` names the interpreter of an environment with statsforecast (``pip install statsforecast``).
"""

import json
import os
import subprocess

import numpy as np
from numpy.typing import NDArray

from benchmarks.forecast.cases import Set

PROGRAM = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import numpy as np
from statsforecast.models import DynamicOptimizedTheta, Theta
asked = json.load(sys.stdin)
told = {}
for name, model in (("DOT", DynamicOptimizedTheta), ("Theta", Theta)):
    began, made = time.process_time(), []
    for values in asked["known"]:
        values = np.array(values)
        try:
            ahead = model(season_length=asked["season"]).forecast(values, asked["horizon"])["mean"]
        except Exception:
            ahead = np.repeat(values[-1], asked["horizon"])
        made.append(np.nan_to_num(ahead, nan=values[-1]).tolist())
    told[name] = {"made": made, "seconds": time.process_time() - began}
json.dump(told, sys.stdout)
"""


def anchored(cases: Set) -> dict[str, tuple[NDArray[np.float64], float]]:
    """Method to forecasts and processor seconds; empty where the library is not installed."""
    python = os.environ.get("SCORECARD_BENCH_PYTHON")
    if not python:
        return {}
    asked = {"season": cases.season, "horizon": cases.horizon, "known": [each.tolist() for each in cases.known]}
    ran = subprocess.run([python, "-c", PROGRAM], input=json.dumps(asked), capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    return {name: (np.array(each["made"]), float(each["seconds"])) for name, each in told.items()}
