"""`time.process_time` and `time.thread_time`. A browser has no clock of a processor's: what counts is how long one of
Python's stacks has run, and the running thread's, without what they slept or waited.
"""

import time

from . import green

_host = None


def install(host):
    """`host` is the Scheduler."""
    global _host
    _host = host
    for clock in (process_time, process_time_ns, thread_time, thread_time_ns):
        clock.__module__ = "time"
        setattr(time, clock.__name__, clock)


def begin():
    """A program begins, on the main thread: its clocks are at 0."""
    _host.begin_clocks(green.current())


def process_time():
    return _host.process_ms() / 1000


def process_time_ns():
    return int(_host.process_ms() * 1e6)


def thread_time():
    return _host.thread_ms(green.current()) / 1000


def thread_time_ns():
    return int(_host.thread_ms(green.current()) * 1e6)
