"""`@njit`: a function that is compiled on its first call with each tuple of argument types."""

import collections
import functools
import inspect
import sys

from pyodide.ffi import to_js

from _prange.interpreter import run
from _prange.numba import source
from _prange.numba.raised import raise_at
from _prange.numba.types import Signature, Type, declaration
from _prange.numba.values import decode, encode
from numba.core.errors import TypingError

# Programs import numba, and so this, when the interpreter is installed.
_host = run._host

Stats = collections.namedtuple("Stats", "calls, cache_hits, cache_misses, compile_ms")


def njit(*arguments, **options):
    """`@njit`, `@njit(parallel=True)`, `@njit("float64(float64)")`, `njit(function)`."""
    return jit(*arguments, **options)


def jit(signature_or_function=None, *more, **options):
    """The same as `njit`: since Numba 0.59 there is no other mode."""
    if options.get("forceobj"):
        return _interpreted(signature_or_function, options)
    if isinstance(signature_or_function, (list, tuple)) and not _is_type_tuple(signature_or_function):
        signatures = list(signature_or_function)
    elif isinstance(signature_or_function, (str, Signature, tuple)):
        signatures = [signature_or_function]
    elif signature_or_function is None or callable(signature_or_function):
        signatures = []
    else:
        raise TypeError(f"The decorated object is not a function (got type {type(signature_or_function)}).")

    def decorate(function):
        if isinstance(function, Dispatcher):
            return function
        if not inspect.isfunction(function):
            raise TypeError(f"The decorated object is not a function (got type {type(function)}).")
        return Dispatcher(function, options, signatures)

    return decorate(signature_or_function) if callable(signature_or_function) and not signatures else decorate


def _is_type_tuple(value):
    return isinstance(value, tuple) and all(isinstance(item, Type) for item in value)


def _interpreted(function, options):
    """Object mode is the interpreter: run it there, and say so."""
    _host.note("njit-fallback", "forceobj=True is object mode: the function runs in the interpreter, uncompiled.")
    return function if callable(function) else lambda f: f


class Dispatcher:
    """What `@njit` makes of a function."""

    def __init__(self, py_func, options, signatures=()):
        functools.update_wrapper(self, py_func)
        self.py_func = py_func
        self.options = options
        self._signatures = signatures
        self._compiled = self._changed = None
        self._count = py_func.__code__.co_argcount
        if signatures:
            self._prepared()

    def __call__(self, *arguments, **keywords):
        compiled = self._prepared()
        if keywords or len(arguments) != self._count:
            bound = inspect.signature(self.py_func).bind(*arguments, **keywords)
            bound.apply_defaults()
            arguments = bound.args
        tags, flat = encode(arguments)
        if "[" in tags:
            self._check_lists(arguments)
        if compiled.parallel:
            _wait_for_workers()
        answer = compiled.call(tags, to_js(flat))
        tag = answer.tags
        if tag == "!":
            raise_at(self.py_func, answer.flat.to_py())
        return decode(tag, answer.flat.to_py(), answer.fill)

    def _check_lists(self, arguments):
        """Lists travel as copies: one that the function changes would not change here, where Numba's does."""
        if self._changed is None:
            self._changed = source.changed_names(self.py_func)
        for name, argument in zip(self.py_func.__code__.co_varnames, arguments):
            if isinstance(argument, list) and name in self._changed:
                raise TypingError(
                    f"{self.__name__}() changes its list {name!r}, and a list given to a compiled function is a copy here: "
                    "return the list, or give a NumPy array"
                )

    def _prepared(self):
        """The compiler's dispatcher, made on first use from the text and the values that are now."""
        if self._compiled is None:
            text, values, name, parallel = source.gather(self)
            names, kept = [], []
            for key, value in values.items():
                try:
                    encode([value])
                except (TypingError, OverflowError):
                    continue  # the compiler names it where it is used
                names.append(key)
                kept.append(value)
            tags, flat = encode(kept)
            self._compiled = _host.njit.compile(
                text, self.py_func.__code__.co_filename, name, parallel, to_js(names), tags, to_js(flat)
            )
        return self._compiled

    def declared(self):
        """The decorator's arguments as text."""
        options = [
            f"{key}={value!r}" for key, value in self.options.items() if key in ("parallel", "fastmath", "error_model", "boundscheck")
        ]
        return ", ".join([*(repr(declaration(signature)) for signature in self._signatures), *options])

    def __get__(self, instance, owner=None):
        return self if instance is None else functools.partial(self, instance)

    def __reduce__(self):
        return _rebuild, (Pickled(self),)

    def __repr__(self):
        return f"CPUDispatcher({self.py_func!r})"

    @property
    def signatures(self):
        """The argument types compiled for so far: `[(int64, int64), (float64, float64)]`."""
        return [tuple(map(Type, names)) for names in self._prepared().signatures().to_py()]

    nopython_signatures = signatures

    @property
    def stats(self):
        """Calls, and by argument types how often the compiled function was there already or had to be made."""
        calls, rows = self._prepared().stats().to_py()
        hits, misses, times = collections.Counter(), collections.Counter(), {}
        for signature, (row_hits, compile_ms) in zip(self.signatures, rows):
            if row_hits:
                hits[signature] = row_hits
            misses[signature] = 1
            times[signature] = compile_ms
        return Stats(calls, hits, misses, times)

    def compile(self, signature):
        """Compiles for a signature without calling."""
        self._signatures = [*self._signatures, signature]
        self._compiled = None
        self._prepared()

    def inspect_types(self, file=None, **unused):
        """Prints every compiled version with the types the compiler found."""
        for text in self._prepared().printed("types").to_py().values():
            print(text, file=file or sys.stdout)

    def inspect_asm(self, signature=None):
        """WebAssembly text of one signature, or of all: `{(int64, int64): "(module …"}`."""
        texts = dict(zip(self.signatures, self._prepared().printed("wat").to_py().values()))
        return texts if signature is None else texts[tuple(signature)]

    def parallel_diagnostics(self, signature=None, level=1):
        """Prints what the compiler did to make it fast."""
        for text in self._prepared().printed("ir").to_py().values():
            print(text)


def _wait_for_workers():
    from _prange.threads import green

    if not _host.njit.workers_ready:
        promise = _host.njit.start_workers()
        if _host.switches:
            green.suspend(promise)


class Pickled:
    """A dispatcher on its way to a child: its function as code, its text so that the child can compile it."""

    def __init__(self, dispatcher):
        import marshal

        function = dispatcher.py_func
        self.code = marshal.dumps(function.__code__)
        self.name, self.options, self.signatures = function.__name__, dispatcher.options, dispatcher._signatures
        self.defaults = function.__defaults__


def _rebuild(pickled):
    import marshal
    import types

    function = types.FunctionType(marshal.loads(pickled.code), vars(sys.modules["__main__"]), pickled.name, pickled.defaults)
    function.__module__ = "__main__"
    return Dispatcher(function, pickled.options, pickled.signatures)
