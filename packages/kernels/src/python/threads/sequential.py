"""Threads without stack switching: a thread runs to its end when it is started, one after another.

Programs that only hand out work and collect it give the right answers, without any overlap. A program whose threads
wait for each other cannot go on; it is told so instead of hanging.
"""

import _thread
import concurrent.futures
import concurrent.futures.thread
import threading
import time

from . import green

_WAITS_FOR_EVER = (
    "this thread waits for another one, and this browser cannot switch between threads of Python: "
    "use a current Chrome, Edge, Firefox or Safari"
)


class _Host:
    """What green threads ask of the scheduler, answered without ever suspending."""

    def __init__(self, scheduler):
        self.pause = scheduler.pause

    def preempt(self, on):
        pass

    def turn_began(self, ident):
        pass

    def start(self, body):
        starter = green._current
        try:
            body()
        finally:
            green._current = starter
            body.destroy()


def _acquire_or_say(acquire):
    def checked(self, blocking=True, timeout=-1):
        if acquire(self, False):
            return True
        if not blocking or timeout >= 0:
            if blocking:
                time.sleep(timeout)
            return acquire(self, False)
        raise RuntimeError(_WAITS_FOR_EVER)

    return checked


def _get_or_say(get):
    def checked(self, block=True, timeout=None):
        if block and self.empty():
            if timeout is None:
                raise RuntimeError(_WAITS_FOR_EVER)
            time.sleep(timeout)
        return get(self, False)

    return checked


class SequentialExecutor(concurrent.futures.Executor):
    """ThreadPoolExecutor whose tasks run when they are submitted."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._closed = False
        if initializer is not None:
            initializer(*initargs)

    def submit(self, fn, /, *args, **kwargs):
        if self._closed:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = concurrent.futures.Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as exception:
            future.set_exception(exception)
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._closed = True


def install(scheduler):
    host = _Host(scheduler)
    green.install(host, lambda *change: None)
    time.sleep = lambda seconds: host.pause(seconds * 1000)
    green.lock.acquire = green.lock.acquire_lock = _acquire_or_say(green.lock.acquire)
    green.SimpleQueue.get = _get_or_say(green.SimpleQueue.get)
    SequentialExecutor.__name__ = SequentialExecutor.__qualname__ = "ThreadPoolExecutor"
    concurrent.futures.ThreadPoolExecutor = SequentialExecutor
    concurrent.futures.thread.ThreadPoolExecutor = SequentialExecutor
