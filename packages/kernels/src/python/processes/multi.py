"""`multiprocessing.Pool` over child interpreters, and what `multiprocessing` does otherwise here.

A pool is CPython's own: its `ThreadPool`, in which each worker thread hands its task to a child.
"""

import multiprocessing
import multiprocessing.context
import multiprocessing.dummy
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.reduction
import multiprocessing.synchronize
import os
import queue
import threading
import types

from _prange.processes.pool import Children, available
from _prange.threads import green


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
        self._children = Children(processes, initializer, initargs, maxtasksperchild)
        if not available():
            self._state, self._pool, self._cache = multiprocessing.pool.RUN, [None] * processes, {}
            self._taskqueue = _TasksAtOnce(self)
            return
        multiprocessing.pool.Pool.__init__(self, processes)

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
        return job, index, self._children.call, (function, arguments, keywords), {}

    @staticmethod
    def Process(context, *args, **keywords):
        thread = multiprocessing.dummy.DummyProcess(*args, **keywords)
        thread._name = green.HIDDEN
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


class _HandlerThread(threading.Thread):
    """Pools hand tasks out and results in by threads that are not the program's."""

    def __init__(self, *args, **keywords):
        super().__init__(*args, **keywords)
        self._name = green.HIDDEN


class _Changes(green.SimpleQueue):
    """Tells a pool of changes; it waits for the queue by this name."""

    @property
    def _reader(self):
        return self


class _Context:
    """What CPython's pools ask of their context."""

    SimpleQueue = _Changes


def _wait_for_updates(sentinels, change_notifier, timeout=None):
    change_notifier.get()
    while not change_notifier.empty():
        change_notifier.get()


def _put(self, obj, block=True, timeout=None):
    """`Queue.put` without a thread that feeds the pipe: ours never makes a sender wait."""
    if self._closed:
        raise ValueError(f"Queue {self!r} is closed")
    if not self._sem.acquire(block, timeout):
        raise queue.Full
    try:
        self._writer.send_bytes(multiprocessing.reduction.ForkingPickler.dumps(obj))
    except Exception as error:
        # As there: who puts is told on stderr only, and the queue is as before.
        self._sem.release()
        self._on_queue_feeder_error(error, obj)
        return False
    return True


def _put_to_join(self, obj, block=True, timeout=None):
    with self._cond:
        if _put(self, obj, block, timeout):
            self._unfinished_tasks.release()


# A bound method travels by its function's name.
_put.__name__ = _put_to_join.__name__ = "put"
_put.__qualname__, _put_to_join.__qualname__ = "Queue.put", "JoinableQueue.put"


def _inherited_only(lock):
    """The state of a lock on its way to a process; whichever way processes start here, it is the same."""
    multiprocessing.context.assert_spawning(lock)
    return lock._semlock.handle, lock._semlock.kind, lock._semlock.maxvalue, None


def install():
    multiprocessing.context._tls = threading.local()
    context = multiprocessing.context.BaseContext
    context.cpu_count = lambda self: os.process_cpu_count()
    context.Pool = lambda self, *args, **keywords: Pool(*args, **keywords)
    for name in ("Pool", "cpu_count"):
        setattr(multiprocessing, name, getattr(multiprocessing.context._default_context, name))
    multiprocessing.pool.Pool.__new__ = _choose_pool
    multiprocessing.pool.Pool._wait_for_updates = staticmethod(_wait_for_updates)
    multiprocessing.pool.get_context = _Context
    multiprocessing.pool.threading = types.SimpleNamespace(**{**vars(threading), "Thread": _HandlerThread})
    multiprocessing.synchronize.SemLock.__getstate__ = _inherited_only
    multiprocessing.queues.Queue.put = _put
    multiprocessing.queues.JoinableQueue.put = _put_to_join


def _choose_pool(cls, *args, **keywords):
    """`multiprocessing.pool.Pool(4)` by its own name gives a Pool of children as well."""
    return object.__new__(Pool if cls is multiprocessing.pool.Pool else cls)
