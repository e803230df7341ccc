"""Settings programs read and set; `reset` puts them back before the next program. DISABLE_JIT is the one that does something."""

import os


def reset():
    global NUMBA_NUM_THREADS, NUMBA_DEFAULT_NUM_THREADS, DISABLE_JIT, THREADING_LAYER, CACHE_DIR, OPT, BOUNDSCHECK
    global DEBUG, DISABLE_PERFORMANCE_WARNINGS
    NUMBA_NUM_THREADS = NUMBA_DEFAULT_NUM_THREADS = os.process_cpu_count()
    DISABLE_JIT = DEBUG = DISABLE_PERFORMANCE_WARNINGS = 0
    THREADING_LAYER, CACHE_DIR, OPT, BOUNDSCHECK = "default", "", 3, None


def reload_config():
    """Numba reads the environment anew; here there is none to read."""


reset()
