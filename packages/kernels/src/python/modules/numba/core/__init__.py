from numba.core import config, errors  # noqa: F401
