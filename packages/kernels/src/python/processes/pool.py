"""`ProcessPoolExecutor` over child interpreters in Web Workers; becomes `concurrent.futures.process`."""

import concurrent.futures as futures
import functools
import itertools
import os
import pickle
import sys
import threading
import types
from concurrent.futures import _base, thread

from pyodide.ffi import to_js

from _prange.processes.image import make_image
from _prange.threads import green
from _prange.threads.sequential import SequentialExecutor

_host = None


class BrokenProcessPool(_base.BrokenExecutor):
    """Raised when a process in a ProcessPoolExecutor terminated abruptly while a future was in the running state."""

    __module__ = "concurrent.futures.process"


class _RemoteTraceback(Exception):
    __module__ = "concurrent.futures.process"

    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


def available():
    """Whether there can be child interpreters; where not, tasks run in this one, one after another."""
    return _host.processes is not None


def _note_once():
    """Once a program: every program has a `__main__` of its own."""
    main = sys.modules["__main__"]
    if not getattr(main, "__noted__", False):
        main.__noted__ = True
        _host.note_sequential_processes()


class Children:
    """A group of child interpreters that share one image of `__main__`, made when the first task is sent."""

    def __init__(self, size):
        self._size = size
        self._group = None
        if not available():
            _note_once()

    def call(self, function, arguments, keywords):
        """Runs `function(*arguments, **keywords)` in a free child; its value, or its exception raised here."""
        task = pickle.dumps((function, arguments, keywords))
        if not available():
            function, arguments, keywords = pickle.loads(task)
            return function(*arguments, **keywords)
        if self._group is None:
            self._group = _host.processes.group(self._size, to_js(make_image()))
        answer = green.suspend(self._group.run(to_js(task)))
        if isinstance(answer, str):
            raise BrokenProcessPool(answer)
        ok, *rest = pickle.loads(answer.to_bytes())
        if ok:
            return rest[0]
        exception, text = rest
        exception.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
        raise exception

    def close(self):
        """Gives the children back; those that still work are ended."""
        if self._group is not None:
            self._group.close()
            self._group = None


class _HiddenThreads(thread.ThreadPoolExecutor):
    """One thread waits for each child; they are no threads of the program's."""

    def _adjust_thread_count(self):
        make = threading.Thread

        class Hidden(make):
            _prange_hidden = True

        threading.Thread = Hidden
        try:
            super()._adjust_thread_count()
        finally:
            threading.Thread = make


class ProcessPoolExecutor(_base.Executor):
    __module__ = "concurrent.futures.process"

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
        self._max_workers = max_workers
        self._initializer = initializer, initargs
        self._children = Children(max_workers)
        self._threads = (_HiddenThreads if available() else SequentialExecutor)(max_workers)
        self._shutdown_thread = False

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown_thread:
            raise RuntimeError("cannot schedule new futures after shutdown")
        if self._initializer[0] is not None:
            fn, args = functools.partial(_initialized, *self._initializer, fn), args
        return self._threads.submit(self._children.call, fn, args, kwargs)

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = itertools.batched(zip(*iterables), chunksize)
        results = super().map(functools.partial(_process_chunk, fn), chunks, timeout=timeout)
        return itertools.chain.from_iterable(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown_thread = True
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait or not available():
            self._children.close()
        else:
            green.hidden_thread(self._close_when_idle)

    def _close_when_idle(self):
        for waiting in list(self._threads._threads):
            waiting.join()
        self._children.close()


def _process_chunk(fn, chunk):
    return [fn(*arguments) for arguments in chunk]


def _initialized(initializer, initargs, fn, *args, **kwargs):
    """Runs a task in a child that ran the initializer once for this program."""
    main = sys.modules["__main__"]
    if not getattr(main, "__initialized__", False):
        main.__initialized__ = True
        initializer(*initargs)
    return fn(*args, **kwargs)


def install(host):
    global _host
    _host = host
    module = types.ModuleType("concurrent.futures.process", "Child interpreters in Web Workers.")
    module.ProcessPoolExecutor, module.BrokenProcessPool = ProcessPoolExecutor, BrokenProcessPool
    module._RemoteTraceback = _RemoteTraceback
    sys.modules[module.__name__] = futures.process = module
    futures.ProcessPoolExecutor = ProcessPoolExecutor
