"""Names of Numba that mean nothing here: each can be imported, and says when it is used what to do instead."""

from numba.core.errors import UnsupportedError


class Absent:
    """Stands for a function, a class or a module that is not here."""

    def __init__(self, name, instead):
        self.__dict__.update(_name=name, _instead=instead)

    def __call__(self, *arguments, **keywords):
        raise self._error()

    def __getitem__(self, key):
        raise self._error()

    def __getattr__(self, attribute):
        # Python and its libraries ask for such names of everything.
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        raise self._error()

    def __repr__(self):
        return f"<{self._name}, which is not available here>"

    def _error(self):
        return UnsupportedError(f"{self._name} is not available here: {self._instead}")


_CUDA = "a browser gives programs no CUDA; @njit(parallel=True) uses all cores"
_OUTSIDE = "write the function with @njit, and what needs more in the Python around it"

NAMES = {
    "cfunc": "there is no C to call back; give an @njit function to another one by its name",
    "stencil": "write the loop over the neighbours in an @njit function",
    "generated_jit": "Numba took it away in 0.59; @njit compiles a function anew for each tuple of argument types",
    "objmode": _OUTSIDE,
    "literally": "a function is compiled for types, not for values",
    "literal_unroll": "index the tuple with numbers that are written out",
    "jit_module": "decorate each function with @njit",
    "deferred_type": "there are no classes in compiled functions",
    "pndindex": "nest range inside prange",
    "carray": "arrays come from NumPy",
    "farray": "arrays come from NumPy",
    "gdb": "print from the function, or call its .py_func",
    "set_parallel_chunksize": "prange always splits into the same chunks, so that every machine gives the same answer",
    "get_parallel_chunksize": "prange always splits into the same chunks, so that every machine gives the same answer",
    "parallel_chunksize": "prange always splits into the same chunks, so that every machine gives the same answer",
}

MODULES = {
    "experimental": {"jitclass": "keep the fields in arrays, or hand tuples to @njit functions", "structref": _OUTSIDE},
    "extending": {name: _OUTSIDE for name in "overload overload_method overload_attribute intrinsic register_jitable".split()},
    "typed": {
        "List": "give the function a NumPy array, or a list that it does not change",
        "Dict": "give the function arrays, or look things up in the Python around it",
    },
    "cuda": {
        name: _CUDA
        for name in (
            "jit to_device device_array device_array_like managed_array mapped_array pinned_array synchronize stream event "
            "grid gridsize threadIdx blockIdx blockDim gridDim syncthreads shared local const atomic random reduce "
            "current_context select_device get_current_device close gpus"
        ).split()
    },
}


def of_module(name):
    """What `numba.<name>` holds."""
    return {each: Absent(f"numba.{name}.{each}", instead) for each, instead in MODULES[name].items()}


def of_numba():
    return {name: Absent(f"numba.{name}", instead) for name, instead in NAMES.items()}
