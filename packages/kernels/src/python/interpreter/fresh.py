"""What a program has changed of the interpreter is put back before the next one, as if that had a process of its own."""

import atexit
import decimal
import gc
import logging
import os
import sys
import warnings
import weakref

# Whose names programs set: `time.sleep = fake`, `sys.stdout = io.StringIO()`. Comparing every module would take 8 ms,
# comparing these takes 2.
_WATCHED = (
    "builtins sys os posixpath io gc time math random statistics string json copy operator itertools functools "
    "collections traceback warnings logging threading queue _thread asyncio asyncio.events concurrent.futures "
    "concurrent.futures.thread multiprocessing multiprocessing.process tempfile"
).split()
_LIBRARY = "/lib/python"  # the standard one, zipped or not, and site-packages

_modules = {}  # what `sys.modules` held
_names = {}  # module → what its namespace held
_taken = []  # names' values: a pool whose children ended with its program must not end itself during the next one
_state = None


def restore():
    """Called before every program: the first one's interpreter is what the others find again."""
    global _state
    if _state is None:
        _state = _State()
    else:
        _restore_modules()
        _restore_names()
        _state.restore()
    # Of the library more may have come since.
    _modules.update(sys.modules)
    for name in _WATCHED:
        module = _modules.get(name)
        if module is not None and module not in _names:
            _names[module] = dict(vars(module))
    # Both register themselves once, and a program's end has called and forgotten them.
    atexit.register(logging.shutdown)
    weakref.finalize._registered_with_atexit = False


def _restore_modules():
    """Those of the program's own files go; the library's stay imported."""
    for name, module in list(sys.modules.items()):
        if name not in _modules and not _is_of_library(module):
            del sys.modules[name]
    for name, module in _modules.items():
        if sys.modules.get(name) is not module:
            sys.modules[name] = module


def _is_of_library(module):
    origin = getattr(getattr(module, "__spec__", None), "origin", None)
    return isinstance(origin, str) and (origin in ("built-in", "frozen") or origin.startswith(_LIBRARY))


def _restore_names():
    for module, held in _names.items():
        now = vars(module)
        if _same(now, held):
            continue
        for name in now.keys() - held.keys():
            # A submodule that the program was the first to import would not be set again.
            if sys.modules.get(f"{module.__name__}.{name}") is not now[name]:
                _taken.append(now.pop(name))
        now.update(held)


def _same(now, held):
    try:
        return now == held
    except Exception:  # of a comparison of the program's own
        return False


class _State:
    """What is kept elsewhere than in a module's names."""

    def __init__(self):
        self._lists = [(each, list(each)) for each in (sys.path, sys.meta_path, sys.path_hooks, warnings.filters)]
        self._environment = dict(os.environ)
        self._folder = os.getcwd()
        self._recursion, self._interval = sys.getrecursionlimit(), sys.getswitchinterval()
        self._digits = sys.get_int_max_str_digits()
        self._thresholds = gc.get_threshold()
        self._decimal = decimal.getcontext().copy()
        self._loggers = {logger: _logger_state(logger) for logger in _loggers()}
        self._handlers = list(logging._handlerList)

    def restore(self):
        for kept, items in self._lists:
            if kept != items:
                kept[:] = items
        warnings._filters_mutated()
        if os.environ != self._environment:
            os.environ.clear()
            os.environ.update(self._environment)
        os.chdir(self._folder)
        sys.setrecursionlimit(self._recursion)
        sys.setswitchinterval(self._interval)
        sys.set_int_max_str_digits(self._digits)
        sys.settrace(None)
        sys.setprofile(None)
        gc.enable()
        gc.set_threshold(*self._thresholds)
        gc.set_debug(0)
        decimal.setcontext(self._decimal.copy())
        self._restore_logging()

    def _restore_logging(self):
        logging.disable(logging.NOTSET)
        logging.shutdown([handler for handler in logging._handlerList if handler not in self._handlers])
        logging._handlerList[:] = self._handlers
        for logger in _loggers():
            level, handlers, filters, logger.propagate, logger.disabled = self._loggers.get(
                logger, (logging.NOTSET, [], [], True, False)
            )
            logger.setLevel(level)
            logger.handlers[:], logger.filters[:] = handlers, filters


def _loggers():
    named = logging.root.manager.loggerDict.values()
    return [logging.root, *(each for each in named if isinstance(each, logging.Logger))]


def _logger_state(logger):
    return logger.level, list(logger.handlers), list(logger.filters), logger.propagate, logger.disabled
