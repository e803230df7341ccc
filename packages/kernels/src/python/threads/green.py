"""Green threads: CPython's own `threading`, `queue` and `concurrent.futures` over JavaScript stack switching.

WebAssembly has one thread here. What `_thread` offers in C (start a thread, lock, tell who is running) is offered by
this module instead; all that the standard library builds on it stays CPython's own code. A thread that waits suspends
its stack on a promise; a thread that computes is signalled every 5 ms to give up its turn, as CPython does with its
lock. As there, exactly one thread runs at a time.
"""

import _thread
import asyncio.events
import itertools
import math
import operator
import signal
import sys
import threading
import time
import types
from collections import deque
from queue import Empty

import pyodide.ffi
from pyodide.ffi import create_proxy, run_sync

_GLOBALS = globals()
_MAIN = _thread.get_ident()
_real_sleep = time.sleep
# Where the host holds a promise, a thread's stack stops in here until it has settled (interpreter/stacks.ts).
_wait = pyodide.ffi.can_run_sync

_host = None
_report = None
_current = _MAIN  # 0 while every thread is suspended: event-loop callbacks belong to nobody
_others = 0  # threads alive besides the main one
_idents = itertools.count(_MAIN + 1)
_sentinels = {}
_hidden = set()  # threads of this package's own, which no student should see
HIDDEN = "_prange"  # their names begin so


def can_wait():
    """Whether what runs now can be suspended; `pyodide.ffi.can_run_sync`, too, which is otherwise used here."""
    return _host is not None and _host.can_wait()


def suspend(promise):
    """Lets other threads run until `promise` settles; its value, or its exception raised here."""
    if _current not in _hidden:
        _report(_current, None, "waiting")
    if not can_wait():
        return run_sync(promise)  # which says why not
    _host.wait_for(promise)
    _suspend()
    return _host.settled()


def give_up_turn():
    """Lets the threads that want to run go first."""
    # Two hundred times a second: it and `turn_began` are all of JavaScript that is called.
    _host.give_up_turn(0 if _current in _hidden else _current)
    _suspend()


def _suspend():
    global _current
    me = _current
    loop = asyncio.events._get_running_loop()
    asyncio.events._set_running_loop(None)
    _current = 0
    try:
        _wait()
    finally:
        _current = me
        _host.turn_began(0 if me in _hidden else me)
        asyncio.events._set_running_loop(loop)


def _milliseconds(timeout, blocking=True):
    """CPython's checks of a lock's timeout; below 0 means for ever."""
    if not blocking and timeout != -1:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout != -1 and timeout < 0:
        raise ValueError("timeout value must be positive")
    if timeout > _thread.TIMEOUT_MAX:
        raise OverflowError("timeout value is too large")
    return -1 if timeout == -1 else math.ceil(timeout * 1000)


def _stays_here(self, _protocol):
    """`__reduce_ex__` of what cannot be pickled, as there."""
    raise TypeError(f"cannot pickle '{type(self).__module__}.{type(self).__qualname__}' object")


class lock:
    """`_thread.lock`. Handed over to the longest waiting thread on release, so that nobody starves."""

    __slots__ = ("_locked", "_waiters", "__weakref__")
    __module__ = "_thread"

    def __init__(self):
        self._locked = False
        self._waiters = deque()

    def acquire(self, blocking=True, timeout=-1):
        wait_ms = _milliseconds(timeout, blocking)
        if not self._locked:
            self._locked = True
            return True
        if not blocking or wait_ms == 0:
            return False
        waiter = _host.waiter(wait_ms)
        self._waiters.append(waiter)
        if suspend(waiter.promise):
            return True
        try:
            self._waiters.remove(waiter)
        except ValueError:
            pass
        return False

    def release(self):
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        while self._waiters:
            if self._waiters.popleft().wake():
                return
        self._locked = False

    def locked(self):
        return self._locked

    def __enter__(self):
        self.acquire()
        return True

    def __exit__(self, *exception):
        self.release()

    def _at_fork_reinit(self):
        self.__init__()

    acquire_lock, release_lock, locked_lock = acquire, release, locked
    __reduce_ex__ = _stays_here

    def __repr__(self):
        state = "locked" if self._locked else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"


class RLock:
    """`_thread.RLock`: its owner may take it again."""

    __module__ = "_thread"

    def __init__(self):
        self._lock = lock()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        if self._owner == _current and self._count:
            self._count += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner = _current
        self._count = 1
        return True

    def release(self):
        if not self._count or self._owner != _current:
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exception):
        self.release()

    def _is_owned(self):
        return bool(self._count) and self._owner == _current

    def _recursion_count(self):
        return self._count if self._is_owned() else 0

    def _release_save(self):
        if not self._count:
            raise RuntimeError("cannot release un-acquired lock")
        saved = self._count, self._owner
        self._count, self._owner = 0, None
        self._lock.release()
        return saved

    def _acquire_restore(self, saved):
        self._lock.acquire()
        self._count, self._owner = saved

    def _at_fork_reinit(self):
        self.__init__()

    __reduce_ex__ = _stays_here

    def __repr__(self):
        state = "locked" if self._count else "unlocked"
        return f"<{state} _thread.RLock object owner={self._owner or 0} count={self._count} at {id(self):#x}>"


class SimpleQueue:
    """`queue.SimpleQueue`. As C's it may be put into from anywhere: by a finalizer, too, in the middle of its own `get`."""

    __module__ = "_queue"

    def __init__(self):
        self._items = deque()
        self._waiters = deque()

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        while self._waiters:
            if self._waiters.popleft().wake():
                return

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        until = None if timeout is None else time.monotonic() + timeout
        while not self._items:
            left = -1 if until is None else math.ceil((until - time.monotonic()) * 1000)
            if not block or (until is not None and left <= 0):
                raise Empty
            waiter = _host.waiter(left)
            self._waiters.append(waiter)
            suspend(waiter.promise)
            # Its time may have been up.
            if waiter in self._waiters:
                self._waiters.remove(waiter)
        return self._items.popleft()

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    __reduce_ex__ = _stays_here
    __class_getitem__ = classmethod(types.GenericAlias)


def start_new_thread(function, args, kwargs=None):
    """`_thread.start_new_thread`: runs `function(*args, **kwargs)` in a thread of its own; returns its ident."""
    global _others
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    ident = next(_idents)
    thread = getattr(function, "__self__", None)
    if _is_hidden(thread):
        _hidden.add(ident)
    else:
        _report(ident, getattr(thread, "name", f"thread {ident}"), "starting")

    def body():
        global _current, _others
        _current = ident
        asyncio.events._set_running_loop(None)
        _host.turn_began(0 if ident in _hidden else ident)
        try:
            function(*args, **(kwargs or {}))
        except SystemExit:
            pass
        except BaseException as exception:
            sys.unraisablehook(_Unraisable(exception, function))
        finally:
            _others -= 1
            if not _others:
                _host.preempt(False)
            if ident not in _hidden:
                _report(ident, None, "ended")
            _hidden.discard(ident)
            sentinel = _sentinels.pop(ident, None)
            if sentinel is not None and sentinel.locked():
                sentinel.release()
            _current = 0

    _others += 1
    if _others == 1:
        _host.preempt(True)
    _host.start(create_proxy(body))
    return ident


class _Unraisable:
    """What `sys.unraisablehook` takes."""

    def __init__(self, exception, thread):
        self.exc_type, self.exc_value, self.exc_traceback = type(exception), exception, exception.__traceback__
        self.err_msg, self.object = "Exception ignored in thread started by", thread


def hidden_thread(target, *args):
    """Starts a daemon thread of this package's own, shown in no lane."""
    thread = threading.Thread(target=target, args=args, name=HIDDEN, daemon=True)
    thread.start()
    return thread


def _is_hidden(thread):
    return getattr(thread, "name", "").startswith(HIDDEN)


def get_ident():
    return _current or _MAIN


def current():
    """The ident of the running thread, for lanes."""
    return _current or _MAIN


def set_sentinel():
    """`_thread._set_sentinel`: a lock that is released when the running thread has ended."""
    sentinel = lock()
    _sentinels[_current] = sentinel
    return sentinel


def sleep(seconds):
    """`time.sleep`: other threads run meanwhile."""
    if not isinstance(seconds, float):
        seconds = operator.index(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    # Timers are only good to about 4 ms: alone, a short sleep may as well stop the worker, and be exact.
    if not _others and seconds < 0.02:
        _host.pause(seconds * 1000)
    else:
        suspend(_host.waiter(seconds * 1000).promise) if seconds else give_up_turn()


def _give_up_turn(_signal, frame):
    """The signal handler of the 5 ms clock."""
    if frame is not None and frame.f_globals is _GLOBALS:
        return  # inside a primitive: those are atomic
    if _others and _current and can_wait():
        give_up_turn()


def alive():
    """Threads that have not ended, besides the main one and this package's own."""
    return [t for t in threading.enumerate() if t is not threading.main_thread() and not _is_hidden(t)]


def patch_modules():
    """Puts the primitives above where the standard library looks for C's. Needs no host: part of a snapshot."""
    import concurrent.futures.thread
    import queue

    import _threading_local

    c_lock, c_rlock = _thread.LockType, _thread.RLock
    _thread.allocate_lock = _thread.allocate = lock
    _thread.lock = _thread.LockType = lock
    _thread.RLock = RLock
    _thread.start_new_thread = _thread.start_new = start_new_thread
    _thread.get_ident = _thread.get_native_id = get_ident
    _thread._set_sentinel = set_sentinel
    _thread._local = _threading_local.local
    threading._allocate_lock = threading.Lock = lock
    threading._CRLock = RLock
    threading._start_new_thread = start_new_thread
    threading.get_ident = threading.get_native_id = get_ident
    threading._set_sentinel = set_sentinel
    threading.local = _threading_local.local
    queue.SimpleQueue = SimpleQueue
    time.sleep = sleep
    # Modules imported before this one made locks of their own.
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if isinstance(value, (c_lock, c_rlock)):
                setattr(module, name, lock() if isinstance(value, c_lock) else RLock())


def install(host, report):
    """Starts the clockwork: `host` is the Scheduler, `report(lane, name, state)` shows a thread's state."""
    global _host, _report
    _host, _report = host, report
    pyodide.ffi.can_run_sync = can_wait
    signal.signal(signal.SIGALRM, _give_up_turn)
