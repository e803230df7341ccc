"""`multiprocessing.Pool` and `multiprocessing.Process` over child interpreters.

A pool is CPython's own: its `ThreadPool`, in which each worker thread hands its task to a child.
"""

import _multiprocessing
import itertools
import multiprocessing
import multiprocessing.context
import multiprocessing.dummy
import multiprocessing.pool
import os
import queue
import sys
import threading

from _prange.processes.pool import Children, _initialized, available

_counter = itertools.count(1)


class Pool(multiprocessing.pool.ThreadPool):
    """`multiprocessing.Pool`: map, starmap, apply, imap and their asynchronous forms, as CPython wrote them."""

    __module__ = "multiprocessing.pool"

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._children = Children(processes)
        self._child_initializer = (initializer, initargs) if initializer is not None else None
        if not available():
            self._state, self._pool, self._cache = multiprocessing.pool.RUN, [None] * processes, {}
            self._taskqueue = _TasksAtOnce(self)
            return
        threads = threading.Thread
        threading.Thread = _HiddenThread
        try:
            multiprocessing.pool.Pool.__init__(self, processes)
        finally:
            threading.Thread = threads

    def _setup_queues(self):
        self._inqueue = queue.SimpleQueue()
        self._outqueue = queue.SimpleQueue()
        self._quick_put = lambda task: self._inqueue.put(self._sent(task))
        self._quick_get = self._outqueue.get

    def _sent(self, task):
        """A task whose function is run by a child."""
        if task is None:
            return None
        job, index, function, arguments, keywords = task
        if self._child_initializer is not None:
            arguments, function = (*self._child_initializer, function, *arguments), _initialized
        return job, index, self._children.call, (function, arguments, keywords), {}

    @staticmethod
    def Process(context, *args, **keywords):
        thread = multiprocessing.dummy.DummyProcess(*args, **keywords)
        thread._prange_hidden = True
        return thread

    def close(self):
        if available():
            super().close()
        else:
            self._state = multiprocessing.pool.CLOSE

    def terminate(self):
        if available():
            super().terminate()
        self._state = multiprocessing.pool.TERMINATE
        self._children.close()

    def join(self):
        if available():
            super().join()
        elif self._state == multiprocessing.pool.RUN:
            raise ValueError("Pool is still running")
        self._children.close()


class _TasksAtOnce:
    """A pool's queue of tasks where there are no children: what is put into it is done when `put` returns."""

    def __init__(self, pool):
        self._pool = pool

    def put(self, order):
        tasks, set_length = order
        count = 0
        for task in tasks:
            job, index, call, arguments, keywords = self._pool._sent(task)
            try:
                answer = True, call(*arguments, **keywords)
            except Exception as exception:
                answer = False, exception
            self._pool._cache[job]._set(index, answer)
            count = index + 1
        if set_length:
            set_length(count)


class _HiddenThread(threading.Thread):
    _prange_hidden = True


class _Context:
    """What CPython's pools ask of their context: a queue that tells of changes."""

    SimpleQueue = queue._PySimpleQueue


queue._PySimpleQueue._reader = property(lambda self: self)


def _wait_for_updates(sentinels, change_notifier, timeout=None):
    change_notifier.get()
    while not change_notifier.empty():
        change_notifier.get()


class Process:
    """`multiprocessing.Process`: one call in a child interpreter of its own."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._number = next(_counter)
        self.name = name or f"Process-{self._number}"
        self.daemon = bool(daemon)
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._children = self._thread = None
        self._exitcode = None

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        assert self._thread is None, "cannot start a process twice"
        self._children = Children(1)
        self._thread = _HiddenThread(target=self._wait, daemon=True)
        _running.add(self)
        self._thread.start()

    def _wait(self):
        try:
            self._children.call(_run_process, (self.name, self._target, self._args, self._kwargs), {})
            code = 0
        except SystemExit as exit_:
            code = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
        except BaseException as exception:
            sys.stderr.write(f"Process {self.name}:\n{str(exception.__cause__ or exception).strip(chr(34) + chr(10))}\n")
            code = 1
        if self._exitcode is None:
            self._exitcode = code
        self._children.close()
        _running.discard(self)

    def join(self, timeout=None):
        assert self._thread is not None, "can only join a started process"
        self._thread.join(timeout)

    def is_alive(self):
        return self._thread is not None and self._exitcode is None

    def terminate(self):
        if self.is_alive():
            self._exitcode = -15
            self._children.close()

    kill = terminate

    @property
    def exitcode(self):
        return self._exitcode

    @property
    def pid(self):
        return None if self._thread is None else os.getpid() + self._number

    ident = pid

    def __repr__(self):
        state = "initial" if self._thread is None else "started" if self.is_alive() else f"stopped exitcode={self._exitcode}"
        return f"<Process name={self.name!r} {state}>"


_running = set()


def _run_process(name, target, args, kwargs):
    multiprocessing.process.current_process()._name = name
    if target:
        target(*args, **kwargs)


def join_processes():
    """What CPython does before it exits: processes that are no daemons are joined, daemons ended."""
    for process in list(_running):
        process.terminate() if process.daemon else process.join()


def install():
    context = multiprocessing.context.BaseContext
    context.cpu_count = lambda self: os.process_cpu_count()
    context.Pool = lambda self, *args, **keywords: Pool(*args, **keywords)
    context.Process = Process
    # What rests on pipes and files of the system would fail with an error number only.
    for name in ("Pipe", "Manager", "Value", "Array", "RawValue", "RawArray"):
        setattr(context, name, _multiprocessing.refuse)
        setattr(multiprocessing, name, _multiprocessing.refuse)
    for name in ("Pool", "cpu_count"):
        setattr(multiprocessing, name, getattr(multiprocessing.context._default_context, name))
    multiprocessing.Process = Process
    multiprocessing.pool.Pool.__new__ = _choose_pool
    multiprocessing.pool.Pool._wait_for_updates = staticmethod(_wait_for_updates)
    multiprocessing.pool.get_context = _Context


def _choose_pool(cls, *args, **keywords):
    """`multiprocessing.pool.Pool(4)` by its own name gives a Pool of children as well."""
    return object.__new__(Pool if cls is multiprocessing.pool.Pool else cls)
