"""Makes a started interpreter the lesson's Python. Importing it is part of a snapshot; `install` comes after."""

import builtins
import multiprocessing.pool
import os
import random
import sys

from _prange.interpreter import network, run
from _prange.processes import child, image, multi, pool
from _prange.threads import green, loop, sequential

green.patch_modules()


def install(host):
    """`host` is what `host.ts` offers; called once in every interpreter, restored or not."""
    os.cpu_count = os.process_cpu_count = lambda: host.cores
    os.getpid = lambda: host.pid
    builtins.input = _input
    random.seed()
    random.SystemRandom  # noqa: B018 (seeds itself from the system on use)
    loop.install()
    network.install(host)
    if host.switches:
        green.install(host.scheduler, host.report_lane)
    else:
        sequential.install(host.scheduler)
    pool.install(host)
    multi.install()
    run.install(host)


def _input(prompt="", /):
    raise RuntimeError("input() is not available here: put the value into the program instead")
