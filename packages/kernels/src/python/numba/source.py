"""The text that is compiled for a function: itself, what it calls, and what it reads, each on its own line.

Numba compiles a function object, with the values its names have now; our compiler reads text. So a text is put
together: the functions where the user's file has them (so that lines agree), without their decorators; then, below, one
line each for imports and for what is compiled how. Numbers and arrays go along by value.
"""

import ast
import inspect
import linecache
import math
import random
import textwrap
import types

from numba.core.errors import TypingError


def gather(dispatcher):
    """(text, {name: value}, its name there, whether any of it is parallel) of a dispatcher and all it reaches."""
    work = _Gathering()
    name = work.add(dispatcher)
    for called, other in work.seen.items():
        if other is not dispatcher:
            other.is_called_by(dispatcher, called)
    return work.text(), work.values, name, work.parallel


class _Gathering:
    def __init__(self):
        self._lines = {}
        self._below = []
        self.seen = {}
        self.values = {}
        self.parallel = False

    def add(self, dispatcher, name=None):
        """Puts a compiled function into the text; the name it has there."""
        function = dispatcher.py_func
        own_name = _name_of(function)
        name = name or own_name
        if self.seen.get(name) is dispatcher:
            return name
        self.seen[name] = dispatcher
        self.parallel = self.parallel or dispatcher.options.get("parallel", False)
        self._place(function)
        for used, value in _names_of(function):
            self._use(used, value)
        self._below.append(f"{name} = njit({dispatcher.declared()})({own_name})")
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
        from _prange.numba.dispatcher import CPUDispatcher

        if isinstance(value, CPUDispatcher):
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
    if function.__name__ == _LAMBDA:
        return [(first, _lambda_as_def(function))]
    text = textwrap.dedent("".join(lines))
    try:
        definition = ast.parse(text).body[0]
    except SyntaxError:
        definition = None
    if not isinstance(definition, ast.FunctionDef):
        raise TypingError(f"the source of {function.__name__} is not a function's")
    start = definition.lineno - 1
    return [(first + start + offset, line) for offset, line in enumerate(text.splitlines()[start:])]


_LAMBDA = "<lambda>"


def _name_of(function):
    """The name of a function in the text: a lambda is told from others by its line."""
    line = function.__code__.co_firstlineno
    return f"lambda_{line}" if function.__name__ == _LAMBDA else function.__name__


def _lambda_as_def(function):
    """A lambda on one line, as a def."""
    code = function.__code__
    text = "".join(linecache.getlines(code.co_filename))
    places = [place[2:] for place in code.co_positions() if place[2] is not None and place[0] == place[1]]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Lambda) and node.lineno == node.end_lineno == code.co_firstlineno:
            inside = all(node.col_offset <= begin and end <= node.end_col_offset for begin, end in places if end)
            if inside and [argument.arg for argument in node.args.args] == list(code.co_varnames[: code.co_argcount]):
                return f"def {_name_of(function)}({ast.unparse(node.args)}): return {ast.unparse(node.body)}"
    raise TypingError("the source of this lambda cannot be told from its line: write it with def")


def changed_names(function):
    """Names whose list the function changes in place."""
    changed = set()
    for node in ast.walk(ast.parse("".join(text + "\n" for _, text in source_lines(function)))):
        target = None
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            target = node.value
        elif isinstance(node, ast.AugAssign):
            target = node.target
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target = node.func.value if node.func.attr in _CHANGES else None
        if isinstance(target, ast.Name):
            changed.add(target.id)
    return changed


_CHANGES = {"append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort"}


def _names_of(function):
    """Names a function reads from outside, with their values now."""
    free = inspect.getclosurevars(function)
    inner = {name: value for name, value in function.__globals__.items() if name in _inner_names(function.__code__)}
    return [*free.nonlocals.items(), *{**inner, **free.globals}.items()]


def _inner_names(code):
    """Names that functions inside a function read."""
    inner = [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return {name for each in inner for name in (*each.co_names, *_inner_names(each))}


def _importable(value):
    """ "math import sqrt" for a function the compiler knows by its module."""
    import numba
    import numpy

    name = getattr(value, "__name__", None)
    if value is numba.prange:
        return "numba import prange"
    if name is None:
        return None
    for module in (math, random, numpy, numpy.random):
        if getattr(module, name, None) is value:
            return f"{module.__name__} import {name}"
    return None
