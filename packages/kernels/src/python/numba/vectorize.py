"""`@vectorize` and `@guvectorize`: compiled functions that take arrays as NumPy's ufuncs do."""

import functools
import linecache

import numpy

from _prange.numba.dispatcher import CPUDispatcher, njit
from _prange.numba.types import signature_of


def vectorize(signatures_or_function=(), *, target="cpu", **options):
    if callable(signatures_or_function):
        return Vectorized(signatures_or_function, [], options)
    if target not in ("cpu", "parallel"):
        raise ValueError(f"Unsupported target: {target}")
    signatures = [signatures_or_function] if isinstance(signatures_or_function, str) else list(signatures_or_function)
    return lambda function: Vectorized(function, signatures, options)


class Vectorized:
    """Calls the compiled function for every element of its arguments, broadcast against each other."""

    def __init__(self, function, signatures, options):
        functools.update_wrapper(self, function)
        options = {key: value for key, value in options.items() if key not in ("identity", "cache")}
        self._function = CPUDispatcher(function, options)
        self._signatures = [signature_of(signature) for signature in signatures]
        self.py_func = function
        self.nin, self.nout, self.nargs = function.__code__.co_argcount, 1, function.__code__.co_argcount + 1

    def __call__(self, *arguments, out=None):
        if len(arguments) != self.nin:
            raise TypeError(
                f"{self.__name__}() takes from {self.nin} to {self.nin + 1} positional arguments "
                f"but {len(arguments)} were given"
            )
        arrays, dtype = self._typed([numpy.asarray(argument) for argument in arguments])
        shape = numpy.broadcast_shapes(*(array.shape for array in arrays))
        spread = [numpy.ascontiguousarray(array).ravel() for array in numpy.broadcast_arrays(*arrays)]
        if dtype is None:
            # By what the function gives for such elements; of none, it is not compiled.
            dtype = self._function.result_dtype([array[0] for array in spread]) if spread[0].size else numpy.dtype(float)
        result = numpy.empty(spread[0].size, dtype)
        _loop(self._function, len(arrays))(result, *spread)
        result = result.reshape(shape)
        if out is not None:
            out[...] = result
            return out
        return result if shape else result[()]

    def _typed(self, arrays):
        """The arrays as the first signature that can hold them takes them, and its result's dtype."""
        for signature in self._signatures:
            wanted = [numpy.dtype(type_.name) for type_ in signature.args]
            if all(numpy.can_cast(array.dtype, dtype) for array, dtype in zip(arrays, wanted)):
                return [a.astype(d, copy=False) for a, d in zip(arrays, wanted)], numpy.dtype(signature.return_type.name)
        if self._signatures:
            types = ", ".join(str(array.dtype) for array in arrays)
            raise TypeError(f"ufunc {self.__name__!r} did not contain a loop with signature matching types {types}")
        return arrays, None

    def _as_ufunc(self, method, array, *arguments, **keywords):
        """One of NumPy's ways to apply a function of two arguments."""
        array = numpy.asarray(array)
        one = self(array.flat[0], array.flat[0]) if array.size else numpy.float64(0)
        ufunc = numpy.frompyfunc(self._function, 2, 1)
        return numpy.asarray(getattr(ufunc, method)(array.astype(object), *arguments, **keywords)).astype(one.dtype)[()]

    def reduce(self, array, axis=0):
        return self._as_ufunc("reduce", array, axis=axis)

    def accumulate(self, array, axis=0):
        return self._as_ufunc("accumulate", array, axis=axis)

    def outer(self, first, second):
        first, second = numpy.asarray(first), numpy.asarray(second)
        return self(first.reshape(first.shape + (1,) * second.ndim), second)

    @property
    def signatures(self):
        return self._function.signatures

    @property
    def types(self):
        """As a ufunc names its loops: "dd->d"."""
        letters = [[numpy.dtype(each.name).char for each in (*s.args, s.return_type)] for s in self._signatures]
        return [f"{''.join(inputs)}->{result}" for *inputs, result in letters]

    def __repr__(self):
        return f"<numba._DUFunc {self.__name__!r}>"


@functools.cache
def _loop(function, count):
    """A compiled loop over `count` arrays that calls `function`."""
    names = [f"a{index}" for index in range(count)]
    text = (
        f"def loop(result, {', '.join(names)}):\n"
        "    for i in range(result.size):\n"
        f"        result[i] = function({', '.join(f'{name}[i]' for name in names)})\n"
    )
    filename = "<vectorize>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    names = {"function": function}
    exec(compile(text, filename, "exec"), names)
    return njit(names["loop"])


def guvectorize(signatures, layout, *, target="cpu", **options):
    if callable(signatures) or "->" not in str(layout):
        raise TypeError('guvectorize takes signatures and a layout: guvectorize(["(float64[:], float64[:])"], "(n)->()")')
    return lambda function: Generalized(function, list(signatures), layout)


class Generalized:
    """Calls the compiled function for every row (of so many dimensions as the layout says) of its arguments."""

    def __init__(self, function, signatures, layout):
        functools.update_wrapper(self, function)
        self._function, self.py_func, self.signature = CPUDispatcher(function, {}), function, layout
        self._kinds = [signature_of(signature).args for signature in signatures]
        inputs, outputs = layout.replace(" ", "").split("->")
        self._inputs, self._outputs = _dimensions(inputs), _dimensions(outputs)

    def __call__(self, *arguments):
        arrays = [numpy.asarray(argument) for argument in arguments[: len(self._inputs)]]
        kinds = self._chosen(arrays)
        sizes, outer = {}, []
        for array, names in zip(arrays, self._inputs):
            split = array.ndim - len(names)
            if split < 0:
                raise ValueError(f"{self.__name__}: an argument has too few dimensions for {self.signature}")
            outer.append(array.shape[:split])
            for name, size in zip(names, array.shape[split:]):
                if sizes.setdefault(name, size) != size:
                    raise ValueError(f"{self.__name__}: dimension {name!r} is both {sizes[name]} and {size}")
        shape = numpy.broadcast_shapes(*outer)
        arrays = [
            numpy.broadcast_to(array.astype(numpy.dtype(kind.element), copy=False), shape + array.shape[array.ndim - len(names) :])
            for array, kind, names in zip(arrays, kinds, self._inputs)
        ]
        results = list(arguments[len(self._inputs) :]) or [
            numpy.empty(shape + tuple(sizes[name] for name in names), kind.element)
            for names, kind in zip(self._outputs, kinds[len(arrays) :])
        ]
        for place in numpy.ndindex(*shape):
            rows = [array[place] if kind.axes or names else array[place].item() for array, kind, names in zip(arrays, kinds, self._inputs)]
            rows = [numpy.ascontiguousarray(row) if isinstance(row, numpy.ndarray) else row for row in rows]
            # A result without dimensions is an array of one element to the function.
            outs = [result[place] if names else numpy.empty(1, result.dtype) for result, names in zip(results, self._outputs)]
            self._function(*rows, *outs)
            for result, out, names in zip(results, outs, self._outputs):
                if not names:
                    result[place] = out[0]
        shown = [result if result.shape else result[()] for result in results]
        return shown[0] if len(shown) == 1 else tuple(shown)

    def _chosen(self, arrays):
        for kinds in self._kinds:
            if all(numpy.can_cast(array.dtype, numpy.dtype(kind.element)) for array, kind in zip(arrays, kinds)):
                return kinds
        raise TypeError(f"ufunc {self.__name__!r} did not contain a loop with a matching signature")

    def __repr__(self):
        return f"<numba._GUFunc {self.__name__!r}>"


def _dimensions(text):
    """ "(m,n),(n)" → [["m", "n"], ["n"]]"""
    return [[name for name in part.split(",") if name] for part in text[1:-1].split("),(")]
