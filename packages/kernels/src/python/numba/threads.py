"""How many cores `prange` uses."""

import os

import numpy

from _prange.interpreter import run

# Programs import numba, and so this, when the interpreter is installed.
_host = run._host
_chosen = None


def get_num_threads():
    return _chosen or os.process_cpu_count()


def set_num_threads(n):
    global _chosen
    if not isinstance(n, (int, numpy.integer)):
        raise TypeError("The number of threads specified must be an integer")
    if not 1 <= n <= os.process_cpu_count():
        raise ValueError(f"The number of threads must be between 1 and {os.process_cpu_count()}")
    _chosen = int(n)
    _host.njit.use_workers(_chosen)


def reset():
    """A new program has all cores."""
    if _chosen is not None:
        set_num_threads(os.process_cpu_count())


def threading_layer():
    """What runs `prange` here, once it has run. Raises ValueError before."""
    if not _host.njit.workers_ready:
        raise ValueError("Threading layer is not initialized.")
    return "webworkers"


def get_thread_id():
    """Outside of a loop all code is on the first thread."""
    return 0
