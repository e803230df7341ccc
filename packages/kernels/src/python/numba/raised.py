"""Exceptions out of compiled code, raised as Python's own, with the line of the user's file in their traceback."""

import builtins

from numpy.linalg import LinAlgError

from numba.core.errors import TypingError, UnsupportedError

_COMPILING = {"TypingError": TypingError, "ParallelError": UnsupportedError, "UnsupportedError": TypingError}


def raise_at(function, answer):
    """`answer` is [class name, message, line, function name, whether the compiler said it]."""
    name, message, line, function_name, compiling = answer
    kind = _COMPILING.get(name, TypingError) if compiling else getattr(builtins, name, LinAlgError)
    exception = kind(message)
    code = compile("\n" * (max(line, 1) - 1) + "raise exception", function.__code__.co_filename, "exec")
    exec(code.replace(co_name=function_name or function.__name__), {"exception": exception})
