"""No CUDA: as on a machine without a GPU, asking is answered and using it fails."""

from _prange.numba import absent

globals().update(absent.of_module("cuda"))


def is_available():
    return False


def detect():
    print("Found 0 CUDA devices")
    return False
