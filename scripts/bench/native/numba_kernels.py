"""Times the catalog's own Python text under real Numba: one JSON request a line in, one {ms, answer} a line out."""

import json
import sys
import time
from pathlib import Path

import numba
import numpy as np

CATALOG = Path(__file__).resolve().parents[3] / "packages/kernels/src/catalog"


def load(kernel):
    names = {}
    exec(compile((CATALOG / kernel / "kernel.py").read_text(), kernel, "exec"), names)
    return names


def options(count):
    generator = np.random.default_rng(1)
    columns = [5 + 25 * generator.random(count), 1 + 99 * generator.random(count), 0.25 + 9.75 * generator.random(count)]
    return (*columns, 0.02, 0.3, np.empty(count))


def call(kernel, names, items, parallel):
    if kernel == "pi":
        return names["pi_parallel" if parallel else "pi_fast"], (items, 42)
    if kernel == "var":
        portfolio = [np.array(column) for column in ([0.4, 0.35, 0.25], [5e-4, 3e-4, 4e-4], [0.02, 0.015, 0.01])]
        return names["calculate_var_parallel" if parallel else "calculate_var_fast"], (items, *portfolio, 42)
    if kernel == "burn":
        return names["burn_parallel" if parallel else "burn_fast"], (items,)
    if kernel == "black-scholes":
        return names["price_parallel" if parallel else "price"], options(items)
    width = round((items * 3 / 2) ** 0.5)
    height = 2 * width // 3
    counts = np.empty(width * height, np.int32)
    return names["mandelbrot_parallel" if parallel else "mandelbrot"], (width, height, 500, -2.2, 1.0, 3 / width, counts)


ready = {}
for line in sys.stdin:
    request = json.loads(line)
    key = json.dumps(request)
    if key not in ready:
        function, arguments = call(request["kernel"], load(request["kernel"]), request["items"], request["workers"] > 1)
        numba.set_num_threads(min(request["workers"], numba.config.NUMBA_NUM_THREADS))
        function(*arguments)
        ready[key] = (function, arguments)
    function, arguments = ready[key]
    numba.set_num_threads(min(request["workers"], numba.config.NUMBA_NUM_THREADS))
    begin = time.perf_counter()
    answer = function(*arguments)
    print(json.dumps({"ms": 1000 * (time.perf_counter() - begin), "answer": str(answer)}), flush=True)
