"""`@vectorize`: a function of numbers, compiled, that takes arrays as NumPy's ufuncs do."""

import functools

import numpy

from _prange.numba.dispatcher import Dispatcher, njit


def vectorize(signatures_or_function=None, *, target="cpu", **options):
    if callable(signatures_or_function):
        return Vectorized(signatures_or_function, options)
    parallel = {"parallel": True} if target == "parallel" else {}
    return lambda function: Vectorized(function, {**options, **parallel})


class Vectorized:
    """Calls the compiled function for every element of its arguments, broadcast against each other."""

    def __init__(self, function, options):
        functools.update_wrapper(self, function)
        self._function = Dispatcher(function, {key: value for key, value in options.items() if key != "identity"})
        self.py_func = function

    def __call__(self, *arguments):
        arrays = [numpy.asarray(argument) for argument in arguments]
        if all(array.ndim == 0 for array in arrays):
            return self._function(*(array.item() for array in arrays))
        spread = [numpy.ascontiguousarray(array).ravel() for array in numpy.broadcast_arrays(*arrays)]
        shape = numpy.broadcast_shapes(*(array.shape for array in arrays))
        first = self._function(*(array[0].item() for array in spread)) if spread[0].size else 0.0
        result = numpy.empty(spread[0].size, numpy.asarray(first).dtype)
        _loop(self._function, len(arrays))(result, *spread)
        return result.reshape(shape)

    @property
    def signatures(self):
        return self._function.signatures


@functools.cache
def _loop(function, count):
    """A compiled loop over `count` arrays that calls `function`."""
    names = [f"a{index}" for index in range(count)]
    text = (
        f"def loop(result, {', '.join(names)}):\n"
        "    for i in range(result.size):\n"
        f"        result[i] = function({', '.join(f'{name}[i]' for name in names)})\n"
    )
    return _compiled_text(text, {"function": function})


def _compiled_text(text, names):
    import linecache

    filename = "<vectorize>"
    linecache.cache[filename] = (len(text), None, text.splitlines(keepends=True), filename)
    exec(compile(text, filename, "exec"), names)
    return njit(names["loop"])
