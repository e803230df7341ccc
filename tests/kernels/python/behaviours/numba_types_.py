import numba
import numpy as np
from numba import float64, int64, jit, njit


def kind(value):
    """A value with its type; floats to nine digits."""
    if isinstance(value, np.ndarray):
        return value.dtype.name, value.tolist()
    if isinstance(value, np.generic):
        return value.dtype.name, value.item()
    if isinstance(value, float):
        return type(value).__name__, round(value, 9)
    if isinstance(value, (tuple, list)):
        return type(value).__name__, [kind(item) for item in value]
    return type(value).__name__, value


@njit
def add(a, b):
    return a + b


def refused(function, *arguments):
    """The class of what a call raises, or what it gives."""
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__


def refusal(function, *arguments):
    """The same with the first line of its text."""
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error).split("\n")[0]


def case_explicit_signatures_convert():
    @njit("float64(int64, float64)")
    def f(a, b):
        return a + b

    @njit(int64(int64))
    def g(a):
        return a * 2

    @jit(float64(float64), nopython=True)
    def h(a):
        return a / 2

    return kind(f(1, 2)), kind(g(4)), kind(h(3)), str(f.signatures)


def case_several_signatures_are_tried():
    @njit(["int64(int64)", "float64(float64)"])
    def f(a):
        return a + a

    return kind(f(1)), kind(f(1.5)), str(f.signatures)


def case_an_array_signature_is_read():
    @njit("float64(float64[:])")
    def total(a):
        return a.sum()

    return total(np.ones(3)), total(np.ones(6)[::2])


def case_types_have_names():
    from numba import types

    return (
        str(numba.typeof(1)),
        str(numba.typeof(1.5)),
        str(numba.typeof(np.ones(3))),
        str(numba.typeof(np.ones((2, 2), np.float32).T)),
        str(numba.typeof((1, 2))),
        str(numba.typeof((1, 2.0))),
        str(numba.typeof(True)),
        str(types.float64),
        str(types.int32),
        str(int64(int64, float64)),
        str(types.float64[:]),
        str(types.float64[:, ::1]),
    )


def case_types_convert():
    return kind(int64(3.7)), kind(float64(2))


def case_typeof_names_types_as_they_are_compiled_for():
    values = [
        1, 1.0, True, 1j, None, "a", (), (1, 2.0), (1, 1), [1, 2], np.float32(1), np.int32(2), np.uint8(3), np.bool_(1),
        np.int16(1), np.uint64(4), np.zeros(3), np.zeros((2, 3), np.float32), np.zeros((2, 3)).T, np.zeros((4, 4))[::2, ::2],
    ]  # fmt: skip
    return [str(numba.typeof(value)) for value in values], str(numba.typeof(add))[:18]


def case_typeof_refuses_what_has_no_type():
    return refusal(numba.typeof, {1: 2}), refusal(numba.typeof, object())


def case_types_have_all_their_names():
    names = (
        "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 intp uintp boolean bool_ void none b1 i1 i2 i4 i8 "
        "u1 u2 u4 u8 f4 f8 complex64 complex128 c8 c16 intc uintc byte char short ushort int_ uint long_ float_ double"
    ).split()
    return [str(getattr(numba.types, name)) for name in names], [name for name in names if not hasattr(numba, name)]


def case_types_tell_what_they_are():
    types = numba.types
    return (
        repr(types.Tuple((types.int64, types.float64))),
        str(types.UniTuple(types.int64, 3)),
        str(types.Array(types.float64, 2, "C")),
        (float64.bitwidth, types.int32.signed, types.uint8.maxval, types.int64.minval),
        (float64[:, ::1].dtype, float64[:].ndim, float64[:].layout),
        isinstance(float64, types.Float) and isinstance(int64, types.Integer),
        str(numba.from_dtype(np.dtype("f4"))),
    )


def case_signatures_are_written_as_numba_writes_them():
    signature = float64(numba.int32, numba.float32)
    return repr(signature), str(float64(int64)), str(numba.void(int64)), signature.return_type == float64, len(signature.args)


def case_declared_signatures_are_compiled_at_once():
    one = njit("float64(int64)")(lambda x: x)
    several = njit(["int64(int64)", "float64(float64)"])(lambda x: x * 2)
    pair = njit((int64, float64))(lambda x, y: x * y)
    listed = [str(each.nopython_signatures) for each in (one, several, pair)]
    return listed, one(3), several(np.float32(1.5)), refusal(one, "a"), str(several.signatures)


def case_signatures_are_refused_where_they_are_declared():
    wrong_name = refusal(lambda: njit("foo(bar)")(lambda x: x))
    wrong_count = refused(lambda: njit("float64(float64, float64)")(lambda x: x))
    return wrong_name, wrong_count
