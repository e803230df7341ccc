"""The text that is compiled for a function: itself, what it calls, and what it reads, each on its own line.

Numba compiles a function object, with the values its names have now; our compiler reads text. So a text is put
together: the functions where the user's file has them (so that lines agree), without their decorators; then, below, one
line each for imports and for what is compiled how. Numbers and arrays go along by value.
"""

import ast
import inspect
import math
import textwrap
import types

from numba.core.errors import TypingError


def gather(dispatcher):
    """(text, {name: value}, its name there, whether any of it is parallel) of a dispatcher and all it reaches."""
    work = _Gathering()
    name = work.add(dispatcher)
    return work.text(), work.values, name, work.parallel


class _Gathering:
    def __init__(self):
        self._lines = {}
        self._below = []
        self._seen = {}
        self.values = {}
        self.parallel = False

    def add(self, dispatcher, name=None):
        """Puts a compiled function into the text; the name it has there."""
        function = dispatcher.py_func
        name = name or function.__name__
        if self._seen.get(name) is dispatcher:
            return name
        self._seen[name] = dispatcher
        self.parallel = self.parallel or dispatcher.options.get("parallel", False)
        self._place(function)
        for used, value in _names_of(function):
            self._use(used, value)
        self._below.append(f"{name} = njit({dispatcher.declared()})({function.__name__})")
        return name

    def text(self):
        last = max(self._lines, default=0)
        return "\n".join([self._lines.get(line, "") for line in range(1, last + 1)] + self._below) + "\n"

    def _place(self, function):
        lines = source_lines(function)
        # Functions of another file, or made twice by one, may lie on the same lines: those go below.
        taken = any(self._lines.get(line, text) != text for line, text in lines)
        offset = max(self._lines) + 1 - lines[0][0] if taken else 0
        self._lines.update((line + offset, text) for line, text in lines)

    def _use(self, name, value):
        from _prange.numba.dispatcher import Dispatcher

        if isinstance(value, Dispatcher):
            self.add(value, name)
        elif isinstance(value, types.ModuleType):
            self._import(f"import {value.__name__} as {name}")
        elif isinstance(value, types.FunctionType) and value.__module__ == "__main__":
            self._place_plain(value)
        elif _importable(value):
            self._import(f"from {_importable(value)} as {name}")
        else:
            self.values[name] = value

    def _import(self, line):
        if line not in self._below:
            self._below.insert(0, line)

    def _place_plain(self, function):
        """A function without @njit: the compiler says so, if it sees it."""
        try:
            self._place(function)
        except TypingError:
            return  # without a source there is nothing to show: the name stays unknown


def source_lines(function):
    """(line number, text) of a function's definition, unindented, without its decorators."""
    try:
        lines, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        raise TypingError(f"the source of {function.__name__} is not known, so it cannot be compiled") from None
    text = textwrap.dedent("".join(lines))
    try:
        definition = ast.parse(text).body[0]
    except SyntaxError:
        definition = None
    if not isinstance(definition, ast.FunctionDef):
        raise TypingError("only functions written with def can be compiled, not a lambda")
    start = definition.lineno - 1
    return [(first + start + offset, line) for offset, line in enumerate(text.splitlines()[start:])]


def _names_of(function):
    """Names a function reads from outside, with their values now."""
    free = inspect.getclosurevars(function)
    return [*free.nonlocals.items(), *free.globals.items()]


def _importable(value):
    """ "math import sqrt" for a function the compiler knows by its module."""
    import numba
    import numpy

    name = getattr(value, "__name__", None)
    if value is numba.prange:
        return "numba import prange"
    if name is None:
        return None
    for module in (math, numpy, numpy.random):
        if getattr(module, name, None) is value:
            return f"{module.__name__} import {name}"
    return None
