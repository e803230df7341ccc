"""Runs a program as `__main__` and tells how it ended."""

import atexit
import concurrent.futures
import contextlib
import itertools
import json
import linecache
import os
import random
import sys
import threading
import traceback
import types

from _prange.interpreter import fresh
from _prange.threads import clock, green

# Of a deeper traceback only so many calls are shown at either end: a million of them take a minute to write down.
_CALLS_SHOWN = 1000

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_host = None


def install(host):
    global _host
    _host = host


def run(code, filename, seed):
    """Runs `code`; a JSON text: {"failure": null | {...}, "unclean": bool}."""
    failure = None
    fresh.restore()
    sys.argv = [filename]
    main = new_main(code, filename)
    _count_anew()
    reseed(seed)
    clock.begin()
    try:
        exec(compile(code, filename, "exec", dont_inherit=True), main.__dict__)
    except SystemExit as exit_:
        failure = _exit_failure(exit_, filename)
    except BaseException as exception:
        failure = report(exception, filename)
    # After the traceback, which would else wait as long as the threads take.
    try:
        finish_threads()
    except BaseException as exception:
        failure = failure or report(exception, filename)
    try:
        atexit._run_exitfuncs()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    return json.dumps({"failure": failure, "unclean": bool(green.alive())})


def new_main(code, filename):
    """An empty `__main__` whose source `inspect` and tracebacks can show."""
    main = types.ModuleType("__main__")
    main.__file__ = filename
    main.__source__ = code
    main.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = main
    remember_source(code, filename)
    _write_source(code, filename)
    return main


def _count_anew():
    """Threads, pools and processes are numbered from the program's beginning: "ThreadPoolExecutor-0_5".

    And what a former program set of numba is as it was.
    """
    threading._counter = itertools.count(1).__next__
    concurrent.futures.ThreadPoolExecutor._counter = itertools.count().__next__
    from _prange.processes import process

    process.count_anew()
    if "numba" in sys.modules:
        from _prange.numba import threads
        from numba.core import config

        threads.reset()
        config.reset()


def remember_source(code, filename):
    # Without a time of change the cache never looks for a file of that name.
    linecache.cache[filename] = (len(code), None, code.splitlines(keepends=True), filename)


def _write_source(code, filename):
    """Where C's tracebacks, of threads and finalizers, look for its lines, and the program itself for its file."""
    with contextlib.suppress(OSError):  # of a name in a folder that is not there
        with open(filename, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.write(code)


def reseed(seed):
    """Every interpreter restored from one snapshot has the same random state: seed it, anew or as asked."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "random"):
        numpy.random.seed(seed)


def report(exception, filename):
    """Tells of it by its traceback, without frames of this package, and describes the exception for the editor."""
    left_out = tidy(exception)
    shown = traceback.TracebackException.from_exception(exception, compact=True)
    text = "".join(shown.format())
    if left_out:
        head, rest = text.split("\n", 1)
        text = f"{head}\n  ({left_out:,} calls in the middle are left out below)\n{rest}"
    _tell(exception, text)
    frames = [
        {"filename": frame.filename, "line": frame.lineno, "function": frame.name}
        for frame in shown.stack
        if frame.filename == filename
    ]
    if isinstance(exception, SyntaxError) and exception.filename == filename and exception.lineno:
        frames.append({"filename": filename, "line": exception.lineno, "function": "<module>"})
    # A compiler's diagnostic knows the line inside the function, which no frame ever reached.
    line = getattr(exception, "prange_line", None)
    if line is not None:
        frames.append({"filename": filename, "line": line, "function": exception.prange_function})
    return {"name": type(exception).__name__, "message": str(exception), "traceback": text, "frames": frames}


def _tell(exception, text):
    """Prints the traceback, or calls the program's own `sys.excepthook` instead; as CPython does, also when that fails."""
    sys.stdout.flush()
    hook = getattr(sys, "excepthook", sys.__excepthook__)
    if hook is sys.__excepthook__:
        sys.stderr.write(text)
        return
    try:
        hook(type(exception), exception, exception.__traceback__)
    except SystemExit:
        pass  # which would come next
    except BaseException as error:
        tidy(error)
        own = "".join(traceback.format_exception(error))
        sys.stderr.write(f"Error in sys.excepthook:\n{own}\nOriginal exception was:\n{text}")


def tidy(exception, seen=None):
    """Takes this package's frames out of an exception's traceback and of those it came from, and the middle of what is
    too deep; how many calls that were.
    """
    seen = seen if seen is not None else set()
    if exception is None or id(exception) in seen:
        return 0
    seen.add(id(exception))
    kept = []
    step = exception.__traceback__
    while step is not None:
        if not step.tb_frame.f_code.co_filename.startswith(_PACKAGE):
            kept.append(step)
        step = step.tb_next
    left_out = max(0, len(kept) - 2 * _CALLS_SHOWN)
    del kept[_CALLS_SHOWN : _CALLS_SHOWN + left_out]
    chain = None
    for step in reversed(kept):
        chain = types.TracebackType(chain, step.tb_frame, step.tb_lasti, step.tb_lineno)
    exception.__traceback__ = chain
    others = exception.__cause__, exception.__context__, *getattr(exception, "exceptions", ())
    return left_out + sum(tidy(other, seen) for other in others)


def finish_threads():
    """What CPython does before it exits: executors end their idle workers, threads that are no daemons are joined."""
    import concurrent.futures.thread as executors

    from _prange.processes import process

    try:
        for end in reversed(threading._threading_atexits):
            end()
        for thread in green.alive():
            if not thread.daemon:
                thread.join()
        process.join_processes()
    finally:
        executors._shutdown = False
        executors._threads_queues.clear()
        threading._SHUTTING_DOWN = False


def _exit_failure(exit_, filename):
    """None for a successful `sys.exit`; else what CPython prints for it."""
    if exit_.code is None or exit_.code == 0:
        return None
    if not isinstance(exit_.code, int):
        print(exit_.code, file=sys.stderr)
    frames = [
        {"filename": frame.filename, "line": frame.lineno, "function": frame.name}
        for frame in traceback.extract_tb(exit_.__traceback__)
        if frame.filename == filename
    ]
    return {"name": "SystemExit", "message": str(exit_.code), "traceback": "", "frames": frames}
