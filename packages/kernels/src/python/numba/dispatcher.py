"""`@njit`: a function that is compiled on its first call with each tuple of argument types."""

import collections
import functools
import inspect
import operator
import sys
import types
import weakref

import numpy
from pyodide.ffi import to_js

from _prange.interpreter import run
from _prange.numba import source
from _prange.numba.raised import raise_at
from _prange.numba.types import Signature, Type, declaration, signature_of, type_named, typeof
from _prange.numba.values import decode, encode
from numba.core import config
from numba.core.errors import TypingError, UnsupportedError

# Programs import numba, and so this, when the interpreter is installed.
_host = run._host

# Numba's three, whose hits are of its cache on disk: here a hit is a call that found its types compiled already.
_CompileStats = collections.namedtuple("_CompileStats", "cache_path, cache_hits, cache_misses, calls, compile_ms")

_OPTIONS = [
    "_dbg_extend_lifetimes", "_dbg_optnone", "_nrt", "boundscheck", "debug", "error_model", "fastmath", "forceinline",
    "forceobj", "inline", "looplift", "no_cfunc_wrapper", "no_cpython_wrapper", "no_rewrites", "nogil", "nopython",
    "parallel", "target_backend",
]  # fmt: skip


def njit(*arguments, **options):
    """`@njit`, `@njit(parallel=True)`, `@njit("float64(float64)")`, `njit(function)`."""
    return jit(*arguments, **options)


def jit(signature_or_function=None, locals={}, cache=False, pipeline_class=None, **options):
    """The same as `njit`: since Numba 0.59 there is no other mode."""
    if isinstance(signature_or_function, (list, tuple)) and not _is_type_tuple(signature_or_function):
        signatures = list(signature_or_function)
    elif isinstance(signature_or_function, (str, Signature, tuple, Type)):
        signatures = [signature_or_function]
    elif signature_or_function is None or callable(signature_or_function):
        signatures = []
    else:
        raise TypeError(f"The decorated object is not a function (got type {type(signature_or_function)}).")
    for signature in signatures:
        signature_of(signature)  # raises for what is no type

    def decorate(function):
        if isinstance(function, CPUDispatcher):
            raise TypeError(
                f"A jit decorator was called on an already jitted function {function}.  If trying to access the original "
                f"python function, use the {function}.py_func attribute."
            )
        if not inspect.isfunction(function):
            raise TypeError(f"The decorated object is not a function (got type {type(function)}).")
        if config.DISABLE_JIT:
            return function
        if options.get("forceobj"):
            _host.note("njit-fallback", "forceobj=True is object mode: the function runs in the interpreter, uncompiled.")
            return function
        return CPUDispatcher(function, options, signatures)

    return decorate(signature_or_function) if callable(signature_or_function) and not signatures else decorate


def _is_type_tuple(value):
    return isinstance(value, tuple) and all(isinstance(item, Type) for item in value)


class CPUDispatcher:
    """What `@njit` makes of a function; called as Numba's is."""

    def __init__(self, py_func, options, signatures=()):
        functools.update_wrapper(self, py_func)
        self.py_func = py_func
        self.options = options
        self._signatures = signatures
        self._compiled = self._changed = None
        self._callers = weakref.WeakKeyDictionary()
        self._count = py_func.__code__.co_argcount
        for signature in signatures:
            given = len(signature_of(signature).args)
            if given != self._count:
                raise TypeError(f"{py_func.__name__}() has {self._count} parameters, and its signature {given}: {signature}")
        if signatures:
            self._raise(self._prepared().prepare(""))

    def __call__(self, *arguments, **keywords):
        compiled = self._prepared()
        if keywords or len(arguments) != self._count:
            arguments = self._bound(arguments, keywords)
        tags, flat = encode(arguments)
        if "[" in tags:
            self._check_lists(arguments)
        if compiled.parallel:
            _wait_for_workers()
        answer = compiled.call(tags, to_js(flat))
        self._raise(answer)
        return decode(answer.tags, answer.flat.to_py(), answer.fill)

    def _raise(self, answer):
        if answer.tags == "!":
            raise_at(self.py_func, answer.flat.to_py())

    def _bound(self, arguments, keywords):
        """Arguments in order, defaults filled in. Raises TypeError, worded as Numba's."""
        names = self.py_func.__code__.co_varnames[: self._count]
        defaults = self.py_func.__defaults__ or ()
        least, given = self._count - len(defaults), len(arguments) + len(keywords)
        if given < least:
            at_least = "at least " if defaults else ""
            raise TypeError(f"not enough arguments: expected {at_least}{least}, got {given}")
        if given > self._count:
            raise TypeError(f"too many arguments: expected {self._count}, got {given}")
        bound = list(arguments)
        left = dict(keywords)
        for place in range(len(arguments), self._count):
            if names[place] in left:
                bound.append(left.pop(names[place]))
            elif place >= least:
                bound.append(defaults[place - least])
            else:
                raise TypeError(f"missing argument {names[place]!r}")
        if left:
            raise TypeError("some keyword arguments unexpected")
        return bound

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
            unknown = {name for name in self.options if name not in _OPTIONS}
            if unknown:
                raise KeyError(f"Unrecognized options: {unknown}. Known options are {dict.fromkeys(_OPTIONS).keys()}")
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

    def is_called_by(self, caller, name):
        """Notes a compiled function into whose text this one is put, under a name: what it compiles counts here, too."""
        self._callers[caller] = name

    @property
    def signatures(self):
        """The argument types compiled for so far: `[(int64, int64), (float64, float64)]`."""
        return [signature.args for signature in self.nopython_signatures]

    @property
    def nopython_signatures(self):
        """The same with what the function gives: `[(int64, int64) -> int64]`."""
        made = self._prepared().signatures().to_py()
        for caller, name in self._callers.items():
            if caller._compiled is not None:
                made += caller._compiled.called(name).to_py()
        made.sort(key=operator.itemgetter(0))
        results = {}
        for _, *names, result in made:
            results.setdefault(tuple(names), result)
        return [Signature(type_named(result), map(type_named, names)) for names, result in results.items()]

    @property
    def overloads(self):
        """Argument types → what was compiled for them: its `signature` and its `entry_point`."""
        return {
            signature.args: types.SimpleNamespace(signature=signature, entry_point=self)
            for signature in self.nopython_signatures
        }

    def get_overload(self, signature):
        """What to call for arguments of these types. Raises KeyError when they are not compiled for."""
        return self.overloads[self._key(signature)].entry_point

    @property
    def stats(self):
        """Calls, and by argument types how often the compiled function was there already or had to be made."""
        calls, rows = self._prepared().stats().to_py()
        hits, misses, times = collections.Counter(), collections.Counter(), {}
        for signature, (row_hits, compile_ms) in zip(self._own_signatures(), rows):
            if row_hits:
                hits[signature] = row_hits
            misses[signature] = 1
            times[signature] = compile_ms
        return _CompileStats(None, hits, misses, calls, times)

    def _own_signatures(self):
        """Of these without what only its callers needed."""
        return [tuple(map(type_named, names)) for _, *names, _ in self._prepared().signatures().to_py()]

    def compile(self, signature):
        """Compiles for a signature without calling."""
        arguments = tuple(signature_of(signature).args)
        self._raise(self._prepared().prepare(declaration(arguments)))

    def result_dtype(self, arguments):
        """Of what the function gives for such numbers. Raises TypeError when that is no number."""
        tags, flat = encode(arguments)
        self._raise(self._prepared().prepare(declaration(tuple(map(typeof, arguments)))))
        return numpy.dtype(self._prepared().result_type(tags, to_js(flat)))

    def disable_compile(self, value=True):
        """From now on only what is compiled for is called; other arguments are converted, or refused."""
        self._signatures = self.signatures if value else []
        self._compiled = None

    def recompile(self):
        """Compiles all signatures anew, with the values that globals have now."""
        signatures, self._compiled = self.signatures, None
        for signature in signatures:
            self.compile(signature)

    def enable_caching(self):
        """Nothing to do: compiling takes milliseconds, and nothing outlives the page."""

    @property
    def targetoptions(self):
        return {"nopython": True, "boundscheck": None} | self.options

    @staticmethod
    def typeof_pyval(value):
        return typeof(value)

    def inspect_types(self, file=None, signature=None, **unused):
        """Prints every compiled version: the function's lines, each with the types the compiler found in it."""
        lines = source.source_lines(self.py_func)
        for arguments, text in self._texts("types", signature).items():
            head, _, facts = text.partition("\n")
            found = dict(line.strip().split(": ", 1) for line in facts.split("\n\n")[0].splitlines())
            print(f"{self.__name__} {arguments}\n{'-' * 80}\n# {head}", file=file)
            for number, line in lines:
                if str(number) in found:
                    print(f"# --- LINE {number} ---\n#   {found[str(number)]}", file=file)
                print(line, file=file)
            print("=" * 80, file=file)

    def inspect_asm(self, signature=None):
        """WebAssembly text of one signature, or of all: `{(int64, int64): "(module …"}`."""
        return self._inspected("wat", signature)

    def inspect_llvm(self, signature=None):
        """There is no LLVM in a browser; this is the compiler's own code at that place, before it becomes WebAssembly."""
        return self._inspected("ir", signature, ";; No LLVM here: this is what WebAssembly is made of (see inspect_asm).\n")

    def inspect_cfg(self, signature=None, **unused):
        raise UnsupportedError("there is no LLVM here that could draw a control flow graph: see inspect_asm()")

    inspect_disasm_cfg = inspect_cfg

    def _inspected(self, stage, signature, note=""):
        texts = {key: note + text for key, text in self._texts(stage, signature).items()}
        return texts if signature is None else texts.popitem()[1]

    def _texts(self, stage, signature=None):
        """Argument types → text of that stage; of one signature only if one is named. Raises KeyError for another."""
        for arguments in self.signatures:
            self.compile(arguments)
        texts = dict(zip(self._own_signatures(), self._prepared().printed(stage).to_py()))
        return texts if signature is None else {self._key(signature): texts[self._key(signature)]}

    @staticmethod
    def _key(signature):
        return tuple(signature_of(signature).args)

    def parallel_diagnostics(self, signature=None, level=1):
        """Prints what the compiler did to make it fast."""
        for text in self._texts("ir", signature).values():
            print(text)


def _wait_for_workers():
    from _prange.threads import green

    if not _host.njit.workers_ready:
        starting = _host.njit.start_workers()
        if _host.switches:
            green.suspend(starting.promise)


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

    function = types.FunctionType(marshal.loads(pickled.code), vars(sys.modules["__main__"]), pickled.name, pickled.defaults)
    function.__module__ = "__main__"
    return CPUDispatcher(function, pickled.options, pickled.signatures)
