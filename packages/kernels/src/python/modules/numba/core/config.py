"""The one setting programs read."""

import os

NUMBA_NUM_THREADS = NUMBA_DEFAULT_NUM_THREADS = os.process_cpu_count()
