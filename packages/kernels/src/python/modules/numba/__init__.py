"""Numba's names over a compiler from Python to WebAssembly that runs in the browser.

A function under `@njit` is compiled when it is first called, once for each tuple of argument types, and works on
NumPy's data in place. `parallel=True` spreads `prange` over the cores; its arrays are copied to shared memory and back.
"""

from _prange.numba import absent
from _prange.numba.dispatcher import jit, njit
from _prange.numba.threads import get_num_threads, get_thread_id, set_num_threads, threading_layer
from _prange.numba.types import NAMED, from_dtype, typeof
from _prange.numba.types import Optional as optional
from _prange.numba.types import namespace as types
from _prange.numba.vectorize import guvectorize, vectorize
from numba import cuda, experimental, extending, typed
from numba.core import config, errors
from numba.core.errors import *  # noqa: F403

__version__ = "0.60.0+prange"
globals().update(NAMED)
globals().update(absent.of_numba())


class prange:
    """`range` whose steps may run on all cores, inside a function compiled with `parallel=True`; else plain `range`."""

    def __new__(cls, *args):
        return range(*args)


# What `from numba import *` gives, as Numba has it.
__all__ = [
    "njit", "jit", "prange", "vectorize", "guvectorize", "typeof", "types", "config", "errors", "from_dtype", "typed",
    "set_num_threads", "get_num_threads", "get_thread_id", "threading_layer", "experimental", "extending", "cuda",
    "optional", *NAMED, *absent.NAMES,
]  # fmt: skip
