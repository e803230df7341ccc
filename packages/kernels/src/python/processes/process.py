"""`multiprocessing.Process`: CPython's own, whose start gives the process object to a child interpreter."""

import atexit
import itertools
import multiprocessing.context
import multiprocessing.process
import os
import sys
import threading
import traceback
from multiprocessing import util

from _prange.interpreter import run
from _prange.processes.pool import ChildLost, Children, available
from _prange.threads import green


class Popen:
    """A started process, as `multiprocessing.process` asks for it."""

    method = "spawn"

    def __init__(self, process):
        self.returncode = None
        self._signal = None
        self.sentinel = _Sentinel(self)
        self._children = Children(1)
        self._ended = threading.Event()
        try:
            task = self._children.pickled(run_process, process)
            number = self._children.lease()
        except BaseException:
            self._children.close()
            raise
        self.pid = os.getpid() + number
        if available():
            green.hidden_thread(self._wait, task)
        else:
            self._wait(task)

    def _wait(self, task):
        try:
            code = self._children.run(task)
        except ChildLost as lost:
            code = self._signal or lost.code
        except Exception as problem:
            # The child could not make the process from its bytes. As there: it says so and ends.
            run.tidy(problem)
            there = getattr(problem.__cause__, "text", None)  # in quotes
            said = there.removeprefix('\n"""\n').removesuffix('"""') if there else "".join(traceback.format_exception(problem))
            sys.stderr.write(said)
            code = 1
        self.returncode = code
        self._children.close()
        self._ended.set()

    def poll(self, flag=None):
        return self.returncode

    def wait(self, timeout=None):
        self._ended.wait(timeout)
        return self.returncode

    def terminate(self):
        self._end(-15)

    def kill(self):
        self._end(-9)

    def _end(self, signal):
        # `_wait` hears of it when nothing of the child runs any more.
        if self.returncode is None and self._signal is None:
            self._signal = signal
            self._children.close()

    def close(self):
        self._children.close()


class _Sentinel:
    """What `multiprocessing.connection.wait` takes for a process."""

    def __init__(self, popen):
        self._popen = popen

    def poll(self):
        return self._popen.returncode is not None


class Ended(BaseException):
    """`os._exit` where there is no worker of its own to end."""

    def __init__(self, code):
        self.code = code


def run_process(process):
    """In the child: what CPython does there; the exit code."""
    module = multiprocessing.process
    outer = module._current_process
    counter, module._process_counter = module._process_counter, itertools.count(1)
    module._current_process = process
    try:
        process.run()
        run.finish_threads()
        return 0
    except Ended as end:
        return end.code
    except SystemExit as exit_:
        return _exit_code(exit_.code)
    except BaseException as exception:
        run.tidy(exception)
        sys.stderr.write(f"Process {process.name}:\n{''.join(traceback.format_exception(exception))}")
        return 1
    finally:
        module._current_process, module._process_counter = outer, counter


def _exit_code(code):
    if code is None or isinstance(code, int):
        return code or 0
    sys.stderr.write(f"{code}\n")
    return 1


def exit_now(code):
    """`os._exit`: nothing of the process runs any more."""
    sys.stdout.flush()
    sys.stderr.flush()
    if run._host.exit_now is not None:
        run._host.exit_now(code)
    raise Ended(code)


exit_now.__module__, exit_now.__name__, exit_now.__qualname__ = "os", "_exit", "_exit"


def join_processes():
    """What CPython does before it exits: pools and managers are ended and daemons, other processes are joined."""
    util._run_finalizers(0)
    for process in list(multiprocessing.process._children):
        if process.daemon:
            process.terminate()
        process.join()
    util._run_finalizers()


def count_anew():
    """A new program has started no process yet."""
    multiprocessing.process._process_counter = itertools.count(1)
    multiprocessing.process._children.clear()
    multiprocessing.context._default_context._actual_context = None


def install():
    os._exit = exit_now
    # `join_processes` does it, at the end of every program.
    atexit.unregister(util._exit_function)
    # Finalizers ask whether they are still in the process that made them, by a name bound before ours.
    asks = util.Finalize.__call__
    asks.__defaults__ = *asks.__defaults__[:-1], lambda: os.getpid()
    for kind in ("ForkProcess", "SpawnProcess", "ForkServerProcess"):
        getattr(multiprocessing.context, kind)._Popen = staticmethod(Popen)
