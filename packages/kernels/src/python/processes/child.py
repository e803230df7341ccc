"""What runs in a child interpreter: one task at a time, pickled in and out."""

import logging
import multiprocessing.process
import pickle
import sys
import traceback
from multiprocessing import util

from _prange.interpreter import run
from _prange.processes.image import load_image
from _prange.threads import green


def start(image):
    """A new program: its `__main__`, new random numbers, and nothing of what a former one had changed."""
    global _initializer
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    _log_anew()
    _initializer = load_image(image.to_bytes())
    run.reseed(None)
    process = multiprocessing.process.current_process()
    if process.name == "MainProcess":
        process._name = f"SpawnProcess-{run._host.pid - run._host.parent_pid}"
        process._config["daemon"] = True
        multiprocessing.process._parent_process = _Parent()


def _log_anew():
    """Loggers as they are before a program sets anything; modules keep theirs, so none is made anew."""
    util._logger, util._log_to_stderr = None, False
    logging.disable(logging.NOTSET)
    root = logging.root
    for logger in (root, *root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            # Libraries keep those that do nothing.
            logger.handlers[:] = [handler for handler in logger.handlers if isinstance(handler, logging.NullHandler)]
            logger.filters.clear()
            logger.propagate, logger.disabled = True, False
            logger.setLevel(logging.WARNING if logger is root else logging.NOTSET)


class _Parent:
    """What `multiprocessing.parent_process()` answers."""

    name = "MainProcess"

    @property
    def pid(self):
        return run._host.parent_pid

    ident = pid


_initializer = None


def _initialize():
    """Calls what must be called before the first task; False when it fails, after saying so."""
    global _initializer
    pickled, _initializer = _initializer, None
    call = pickle.loads(pickled) if pickled is not None else None
    if call is None:
        return True
    try:
        call[0](*call[1])
        return True
    except BaseException as exception:
        run.tidy(exception)
        sys.stderr.write(f"Exception in initializer:\n{''.join(traceback.format_exception(exception))}")
        return False


def run_task(task):
    """Runs a pickled (function, arguments, keywords); pickled (True, value) or (False, exception, traceback text).

    (False, None, "") when the initializer failed.
    """
    try:
        if not _initialize():
            return pickle.dumps((False, None, ""))
        function, arguments, keywords = pickle.loads(task.to_bytes())
        answer = True, function(*arguments, **keywords)
        return pickle.dumps(answer)
    except BaseException as exception:
        return _failure(exception)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def unclean():
    """Whether a task has left threads behind: daemons, which would end with a process of their own."""
    return bool(green.alive())


def _failure(exception):
    run.tidy(exception)
    text = "".join(traceback.format_exception(exception))
    exception.__traceback__ = None
    try:
        # An exception that pickles may still not unpickle (its __init__ takes more than args): try both ways here.
        pickled = pickle.dumps((False, exception, text))
        pickle.loads(pickled)
        return pickled
    except Exception as problem:
        return pickle.dumps((False, RuntimeError(f"the task's exception cannot be pickled: {problem}"), text))
