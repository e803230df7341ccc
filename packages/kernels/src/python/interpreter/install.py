"""Makes a started interpreter the lesson's Python. Importing it is part of a snapshot; `install` comes after."""

import builtins
import multiprocessing.pool
import os
import random
import sys

from _prange.interpreter import network, run, unpacking
from _prange.processes import child, connection, image, multi, pool, process, values
from _prange.threads import clock, green, loop, sequential

green.patch_modules()
values.install()
connection.install()
multi.install()
process.install()
# With the connections above for its own.
import multiprocessing.managers  # noqa: E402, F401


def install(host):
    """`host` is what `host.ts` offers; called once in every interpreter, restored or not."""
    run.install(host)
    os.cpu_count = os.process_cpu_count = cpu_count
    os.getpid = getpid
    builtins.input = _input
    sys.excepthook = sys.__excepthook__
    random.seed()
    loop.install()
    clock.install(host.scheduler)
    network.install(host)
    unpacking.install(host)
    if host.switches:
        green.install(host.scheduler, host.report_lane)
    else:
        sequential.install(host.scheduler)
    pool.install(host)


def cpu_count():
    return run._host.cores


def getpid():
    return run._host.pid


# Pickled by these names, as a task that asks a child for its pid is.
cpu_count.__module__ = getpid.__module__ = "os"


def _input(prompt="", /):
    raise RuntimeError("input() is not available here: put the value into the program instead")
