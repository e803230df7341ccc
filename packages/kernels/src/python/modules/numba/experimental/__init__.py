"""Can be imported; says what to do instead when it is used."""

from _prange.numba import absent

globals().update(absent.of_module("experimental"))
