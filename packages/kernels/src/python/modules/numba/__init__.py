"""Numba's names over a compiler from Python to WebAssembly that runs in the browser.

A function under `@njit` is compiled when it is first called, once for each tuple of argument types, and works on
NumPy's data in place. `parallel=True` spreads `prange` over the cores; its arrays are copied to shared memory and back.
"""

from _prange.numba.dispatcher import jit, njit
from _prange.numba.threads import get_num_threads, set_num_threads
from _prange.numba.types import b1, boolean, f4, f8, float32, float64, i4, i8, int32, int64, intp, u1, uint8, void
from _prange.numba.types import namespace as types
from _prange.numba.types import typeof
from _prange.numba.vectorize import guvectorize, vectorize
from numba.core import config
from numba.core.errors import NumbaError, TypingError

__version__ = "0.60.0+prange"
bool_ = boolean


class prange:
    """`range` whose steps may run on all cores, inside a function compiled with `parallel=True`; else plain `range`."""

    def __new__(cls, *args):
        return range(*args)


__all__ = [
    "njit", "jit", "prange", "vectorize", "guvectorize", "set_num_threads", "get_num_threads", "typeof", "types", "config",
    "float32", "float64", "int32", "int64", "intp", "uint8", "boolean", "bool_", "void", "TypingError",
]  # fmt: skip
