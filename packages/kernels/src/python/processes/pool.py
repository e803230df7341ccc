"""`ProcessPoolExecutor` over child interpreters in Web Workers; becomes `concurrent.futures.process`."""

import concurrent.futures as futures
import contextlib
import functools
import itertools
import os
import pickle
import sys
import threading
import types
from concurrent.futures import _base, thread
from multiprocessing import context

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


class ChildLost(context.ProcessError):
    """The child that was at work has ended; `code` is its exit code."""

    def __init__(self, why, code):
        super().__init__(why)
        self.code = code


class Children:
    """A group of child interpreters that share one image of `__main__`, made when the first task is sent."""

    def __init__(self, size, initializer=None, initargs=(), tasks_per_child=None):
        self._size = size
        self._initializer = (initializer, initargs) if initializer is not None else None
        self._tasks_per_child = tasks_per_child or 0
        self._group = None
        self._closed = False
        self._making = threading.Lock()
        self.given = []  # ends of pipes that travelled with the image or a process
        if not available():
            _note_once()

    def pickled(self, function, *arguments):
        """A call as bytes, for `run`; locks and queues may travel in it, as to a process that is being started."""
        with self._spawning():
            return pickle.dumps((function, arguments, {}))

    def lease(self):
        """Makes the first child the group's; its number."""
        return self._leased().lease() if available() else 1

    def call(self, function, arguments, keywords):
        """Runs `function(*arguments, **keywords)` in a free child; its value, or its exception raised here."""
        return self.run(pickle.dumps((function, arguments, keywords)))

    def run(self, task):
        """The same of a pickled call. Raises ChildLost when the child ends before it answers."""
        if not available():
            function, arguments, keywords = pickle.loads(task)
            self._initialize_here()
            return function(*arguments, **keywords)
        answer = green.suspend(self._leased().run(to_js(task)).promise)
        if not hasattr(answer, "to_bytes"):
            raise ChildLost(answer.why, answer.code)
        ok, *rest = pickle.loads(answer.to_bytes())
        if ok:
            return rest[0]
        exception, text = rest
        if exception is None:
            raise ChildLost("the initializer failed", 1)
        exception.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
        raise exception

    def close(self):
        """Gives the children back for good; those that still work are ended."""
        self._closed = True
        if self._group is not None:
            self._group.close()
            self._group = None
        for end, epoch in self.given:
            _host.shared.close_end(end, epoch)
        self.given.clear()

    def _leased(self):
        # An image takes longer than a thread's turn: the next thread must not make another.
        with self._making:
            if self._closed:
                raise ChildLost("The process pool was closed while a task was pending.", -15)
            if self._group is None:
                with self._spawning():
                    image = make_image(self._initializer)
                self._group = _host.processes.group(self._size, to_js(image), self._tasks_per_child)
            return self._group

    def _initialize_here(self):
        if self._initializer is not None:
            (initializer, initargs), self._initializer = self._initializer, None
            initializer(*initargs)

    @contextlib.contextmanager
    def _spawning(self):
        """While this lasts, what is pickled is inherited."""
        outer = context.get_spawning_popen()
        context.set_spawning_popen(self)
        try:
            yield
        finally:
            context.set_spawning_popen(outer)


def _waiting_threads(count):
    """One thread waits for each child; they are no threads of the program's."""
    return thread.ThreadPoolExecutor(count, thread_name_prefix=green.HIDDEN)


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
            if mp_context is not None and mp_context.get_start_method() == "fork":
                raise ValueError(
                    "max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; "
                    "supply a different mp_context."
                )
        self._max_workers = max_workers
        self._children = Children(max_workers, initializer, initargs, max_tasks_per_child)
        self._threads = (_waiting_threads if available() else SequentialExecutor)(max_workers)
        self._shutdown_thread = False
        self._broken = False

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenProcessPool("A child process terminated abruptly, the process pool is not usable anymore")
        if self._shutdown_thread:
            raise RuntimeError("cannot schedule new futures after shutdown")
        return self._threads.submit(self._call, fn, args, kwargs)

    def _call(self, fn, args, kwargs):
        if not self._broken:
            try:
                return self._children.call(fn, args, kwargs)
            except ChildLost:
                # One child lost, all lost: nobody knows what state the others' tasks are in.
                self._broken = True
                self._children.close()
        raise BrokenProcessPool(
            "A process in the process pool was terminated abruptly while the future was running or pending."
        )

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = itertools.batched(zip(*iterables), chunksize)
        results = super().map(functools.partial(_process_chunk, fn), chunks, timeout=timeout)
        return _chained(results)

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


def _chained(chunks):
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()


def install(host):
    global _host
    _host = host
    module = types.ModuleType("concurrent.futures.process", "Child interpreters in Web Workers.")
    module.ProcessPoolExecutor, module.BrokenProcessPool = ProcessPoolExecutor, BrokenProcessPool
    module._RemoteTraceback = _RemoteTraceback
    sys.modules[module.__name__] = futures.process = module
    futures.ProcessPoolExecutor = ProcessPoolExecutor
