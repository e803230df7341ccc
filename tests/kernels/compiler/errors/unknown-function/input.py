import numpy as np
from numba import njit, prange


@njit
def spectrum(signal):
    return np.fft.fft(signal)


# call: spectrum(np.arange(8.0))
