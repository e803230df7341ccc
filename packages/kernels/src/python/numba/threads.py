"""How many cores `prange` uses."""

import os

from _prange.interpreter import run

# Programs import numba, and so this, when the interpreter is installed.
_host = run._host
_chosen = None


def get_num_threads():
    return _chosen or os.process_cpu_count()


def set_num_threads(n):
    global _chosen
    if not isinstance(n, int):
        raise TypeError("The number of threads specified must be an integer")
    if not 1 <= n <= os.process_cpu_count():
        raise ValueError(f"The number of threads must be between 1 and {os.process_cpu_count()}")
    _chosen = n
    _host.njit.use_workers(n)
