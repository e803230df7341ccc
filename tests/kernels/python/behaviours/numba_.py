import numba
import numpy as np
from numba import (
    float64,
    get_num_threads,
    guvectorize,
    int64,
    jit,
    njit,
    prange,
    set_num_threads,
    vectorize,
)
from numba.core.errors import TypingError

TABLE = np.array([10.0, 20.0, 30.0])
SCALE = 3
PAIR = (2, 0.5)


@njit
def add(a, b):
    return a + b


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


def case_numbers_keep_their_kind():
    return [kind(add(*pair)) for pair in [(1, 2), (1.5, 2), (True, 1), (True, True), (2**62, 2**62)]]


def case_numpy_scalars_keep_their_kind():
    @njit
    def same(x):
        return x

    values = [np.int32(3), np.float32(1.5), np.uint8(7), np.bool_(True), np.int64(-2), np.float64(0.25)]
    return [kind(same(value)) for value in values]


def case_signatures_are_listed_in_order():
    @njit
    def twice(x):
        return x * 2

    twice(1), twice(1.0), twice(2), twice(np.ones(2)), twice((1, 2)[0])
    return str(twice.signatures), str(twice.nopython_signatures) != ""


def case_stats_count_what_was_compiled():
    @njit
    def f(x):
        return x

    f(1), f(2), f(1.0)
    return str(f.signatures), sum(f.stats.cache_misses.values())


def case_the_python_function_is_kept():
    return add.py_func(2, 3), add.__name__, add.py_func("a", "b")


def case_defaults_and_keywords_are_bound():
    @njit
    def f(a, b=2, c=10):
        return a * 100 + b * 10 + c

    return f(1), f(1, 3), f(1, c=5), f(a=2, b=1), f(c=1, a=1)


def case_a_missing_argument_is_a_type_error():
    try:
        add(1)
    except TypeError as error:
        return "argument" in str(error)


def case_an_extra_argument_is_a_type_error():
    try:
        add(1, 2, 3)
    except TypeError as error:
        return "argument" in str(error)


def case_arrays_are_changed_in_place():
    @njit
    def put(a):
        a[0] = 9

    found = []
    for dtype in (np.float64, np.float32, np.int64, np.int32, np.int16, np.uint8):
        array = np.zeros(3, dtype)
        put(array)
        found.append(kind(array))
    return found


def case_views_are_changed_in_place():
    @njit
    def number(a):
        for i in range(len(a)):
            a[i] = i + 1

    base = np.zeros(10)
    number(base[::3])
    number(base[8:6:-1])
    columns = np.zeros((3, 2))
    number(columns[:, 1])
    return base.tolist(), columns.tolist()


def case_two_dimensions_come_and_go():
    @njit
    def transposed(a):
        out = np.empty((a.shape[1], a.shape[0]), a.dtype)
        for i in range(a.shape[0]):
            for j in range(a.shape[1]):
                out[j, i] = a[i, j]
        return out

    square = np.arange(6, dtype=np.int64).reshape(2, 3)
    return kind(transposed(square)), kind(transposed(np.asfortranarray(square * 0.5))), kind(transposed(square.T))


def case_arrays_of_truth_work():
    @njit
    def count(mask, values):
        total = 0.0
        for i in range(len(mask)):
            if mask[i]:
                total += values[i]
        return total, mask.sum()

    return count(np.array([True, False, True]), np.array([1.0, 2.0, 3.0]))


def case_tuples_come_and_go():
    @njit
    def swap(pair):
        return pair[1], pair[0]

    return kind(swap((1, 2.5))), kind(swap((True, (3, 4))))


def case_none_comes_and_goes():
    @njit
    def nothing(x):
        if x is None:
            return 1
        return 2

    @njit
    def returns_none():
        pass

    return nothing(None), nothing(5), returns_none()


def case_lists_are_returned():
    @njit
    def squares(n):
        return [i * i for i in range(n)]

    return squares(4)


def case_lists_are_taken():
    @njit
    def total(items):
        result = 0.0
        for item in items:
            result += item
        return result

    return total([1.5, 2.5]), total([1, 2, 3])


def case_global_numbers_and_arrays_are_constants():
    global SCALE
    SCALE = 3

    @njit
    def look(i):
        return TABLE[i] * SCALE + PAIR[1]

    first = look(1)
    SCALE, TABLE[1] = 100, 0.0
    second = look(1)
    SCALE, TABLE[1] = 3, 20.0
    return first, second


def case_values_around_a_function_are_constants():
    def make(factor):
        @njit
        def scaled(x):
            return x * factor

        return scaled

    return make(2)(10), make(0.5)(10)


def case_compiled_functions_call_each_other():
    @njit
    def outer(x):
        return add(x, 1) + add(x, 0.5)

    return outer(1), len(add.signatures) >= 2


def case_compiled_functions_call_themselves():
    @njit
    def factorial(n):
        if n <= 1:
            return 1
        return n * factorial(n - 1)

    return factorial(10), factorial(20)


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


def case_a_lambda_is_compiled():
    double = njit(lambda x: x * 2)
    return double(21), double(1.5)


def case_a_method_is_compiled():
    class Maths:
        @staticmethod
        @njit
        def cube(x):
            return x * x * x

    return Maths.cube(3), Maths().cube(2.0)


def case_vectorize_takes_scalars_and_arrays():
    @vectorize
    def clip(x, low):
        return x if x > low else low

    return kind(clip(1.0, 2)), kind(clip(np.array([1.0, 5.0]), 2)), kind(clip(np.array([0.5, 3.0]), np.array([1.0, 1.0])))


def case_vectorize_with_signatures_chooses():
    @vectorize(["int64(int64, int64)", "float64(float64, float64)"])
    def plus(a, b):
        return a + b

    return kind(plus(1, 2)), kind(plus(np.arange(3), 1)), kind(plus(np.arange(3), 0.5))


def case_vectorize_broadcasts():
    @vectorize([float64(float64, float64)])
    def times(a, b):
        return a * b

    return kind(times(np.arange(3.0)[:, None], np.arange(2.0))), float(times(2, 3))


def case_vectorize_can_be_parallel():
    @vectorize(["float64(float64)"], target="parallel")
    def half(x):
        return x / 2

    return kind(half(np.arange(4.0)))


def case_vectorized_functions_reduce():
    @vectorize(["int64(int64, int64)"])
    def plus(a, b):
        return a + b

    return int(plus.reduce(np.arange(5))), plus.accumulate(np.arange(5)).tolist()


def case_prange_outside_is_range():
    return [i for i in prange(3)], list(prange(1, 6, 2))


def case_prange_gives_what_range_gives():
    @njit(parallel=True)
    def total(a):
        result = 0.0
        for i in prange(len(a)):
            result += a[i] * a[i]
        return result

    @njit(parallel=True)
    def square(a, out):
        for i in prange(len(a)):
            out[i] = a[i] ** 2

    numbers = np.arange(1000.0)
    out = np.zeros(1000)
    square(numbers, out)
    grid = np.zeros((4, 500))
    square(numbers[::2], grid[1])
    return total(numbers), float(out.sum()), grid.sum(axis=1).tolist()


def case_threads_are_counted():
    before = get_num_threads()
    set_num_threads(1)
    one = get_num_threads()
    set_num_threads(before)
    return one, get_num_threads() == before, numba.config.NUMBA_NUM_THREADS >= before


def case_too_few_threads_are_refused():
    try:
        set_num_threads(0)
    except ValueError as error:
        return "between 1 and" in str(error)


def case_what_cannot_be_compiled_is_a_typing_error():
    @njit
    def bad(x):
        return x + "text"

    try:
        bad(1)
    except TypingError as error:
        return isinstance(error, numba.core.errors.NumbaError), isinstance(error, Exception)


def plain(x):
    return x


def case_a_plain_function_is_unknown_to_compiled_ones():
    @njit
    def calls(x):
        return plain(x)

    try:
        calls(1)
    except TypingError as error:
        return "plain" in str(error)


def case_an_unknown_name_is_a_typing_error():
    @njit
    def f():
        return nowhere  # noqa: F821

    try:
        f()
    except TypingError as error:
        return "nowhere" in str(error)


def case_an_object_cannot_be_an_argument():
    class Thing:
        pass

    try:
        add(Thing(), 1)
    except TypingError as error:
        return "annot determine" in str(error)


def case_errors_of_compiled_code_are_pythons():
    @njit
    def divide(a, b):
        return a // b

    divide(1, 0)


def case_compiled_code_raises_with_its_message():
    @njit
    def check(x):
        if x < 0:
            raise ValueError("must not be negative")
        return x

    check(1)
    check(-1)


def case_a_big_integer_does_not_fit():
    try:
        add(2**70, 1)
    except (OverflowError, TypeError) as error:
        return isinstance(error, OverflowError)


def case_only_functions_are_decorated():
    try:
        njit(5)
    except Exception as error:
        return isinstance(error, (TypeError, numba.core.errors.NumbaError))


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


def case_inspecting_prints_types():
    import contextlib
    import io

    @njit
    def f(x):
        return x + 1

    f(1)
    text = io.StringIO()
    f.inspect_types(file=text)
    return "int64" in text.getvalue(), len(f.inspect_asm()), len(f.inspect_llvm()) if hasattr(f, "inspect_llvm") else 1


def case_a_cached_function_works():
    @njit(cache=True, fastmath=True, nogil=True)
    def f(x):
        return x + 1

    return f(1)


def case_printing_comes_in_order():
    @njit
    def say(x):
        print("inside", x)

    say(3)
    return "said"


def case_random_numbers_of_a_seed_are_the_same():
    @njit
    def draw(seed):
        np.random.seed(seed)
        return np.random.random(), np.random.randint(0, 100)

    first, second = draw(42), draw(42)
    return first == second, round(first[0], 12)


def case_guvectorize_works_on_rows():
    @guvectorize(["void(float64[:], float64[:])"], "(n)->()")
    def mean(row, out):
        out[0] = row.sum() / len(row)

    return mean(np.arange(6.0).reshape(2, 3)).tolist()


def case_a_text_is_taken():
    @njit
    def chosen(method, x):
        if method == "double":
            return x * 2
        return x

    return chosen("double", 4), chosen("other", 4)


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


def case_numpy_scalars_are_compiled_for_their_own_widths():
    @njit
    def times(x, y):
        return x * y

    pairs = [
        (np.float32(1.1), np.float32(1.1)),
        (np.int32(70000), np.uint8(200)),
        (np.bool_(True), np.int16(3)),
        (np.uint64(2**63 + 1), np.uint64(1)),
        (np.int8(-100), np.int8(100)),
        (np.float64(2), np.int64(3)),
    ]
    return [kind(times(*pair)) for pair in pairs], str(times.signatures)


def case_numpy_scalars_in_tuples_and_of_the_module_keep_their_widths():
    third = np.float32(1 / 3)

    @njit
    def add_all(pair):
        return pair[0] * third + pair[1] * third

    return kind(add_all((np.float32(1), np.float32(2)))), str(add_all.signatures)


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


def case_unknown_options_are_refused_when_compiling():
    @njit(colour=True)
    def f(x):
        return x

    return refusal(f, 1)


def case_a_compiled_function_is_not_decorated_again():
    return refused(njit, add), refused(njit, 3), refused(lambda: njit(parallel=True)(3))


def case_calls_with_wrong_arguments_say_so():
    @njit
    def f(a, b=2):
        return a + b

    calls = [lambda: f(), lambda: f(1, 2, 3), lambda: f(c=1), lambda: f(1, c=1), lambda: f(1, a=2), lambda: f(b=1)]
    return [refusal(call) for call in calls], refusal(add, 1), refusal(add, 1, 2, 3)


def case_object_mode_runs_in_the_interpreter():
    @jit(forceobj=True)
    def f(x):
        return {x: 1}

    return f(2)


def case_recompiling_takes_what_globals_are_now():
    global FACTOR
    FACTOR = 5

    @njit
    def f(x):
        return x * FACTOR

    before = f(1)
    FACTOR = 7
    still = f(1)
    f.recompile()

    @njit
    def g(pair, rows):
        return pair[0] * rows[0, 1] * FACTOR

    g((2, 1.5), np.ones((2, 2))), g((2, 2), np.ones((2, 4))[:, ::2])
    FACTOR = 3
    g.recompile()
    return before, still, f(1), str(f.signatures), g((2, 1.5), np.ones((2, 2))), len(g.signatures)


def case_compiling_ahead_and_no_more():
    @njit
    def f(x):
        return x

    f.compile("int64(int64)")
    f.compile((float64,))
    ahead = str(f.signatures)
    f.disable_compile()
    return ahead, f(2), f(2.5), refusal(f, "a"), str(f.signatures)


def case_overloads_are_found_by_their_types():
    @njit
    def f(x):
        return x + 1

    f(1)
    return list(map(str, f.overloads)), str(f.overloads[f.signatures[0]].signature), f.get_overload(f.signatures[0])(5)


def case_global_arrays_cannot_be_written():
    @njit
    def f():
        TABLE[0] = 1.0

    return refused(f)


def case_what_is_compiled_can_be_looked_at():
    import io

    @njit
    def f(x):
        y = x + 1
        return y

    f(1)
    shown = io.StringIO()
    f.inspect_types(file=shown)
    text = shown.getvalue()
    [signature] = f.signatures
    return (
        "f (int64,)" in text and "y = x + 1" in text and "int64" in text,
        [(type(each()).__name__, list(map(str, each()))) for each in (f.inspect_asm, f.inspect_llvm)],
        isinstance(f.inspect_asm(signature), str) and isinstance(f.inspect_llvm(signature), str),
    )


def case_threads_are_counted_by_whole_numbers():
    most = numba.config.NUMBA_NUM_THREADS
    set_num_threads(np.int64(1))
    one = get_num_threads()
    set_num_threads(most)
    errors = [refused(set_num_threads, count) for count in (0, -1, most + 1, 1.5, "2")]
    return one, get_num_threads() == most, errors, numba.get_thread_id()


def case_jit_can_be_disabled():
    numba.config.DISABLE_JIT = 1
    try:
        plain = njit(lambda x: {x: 1})
    finally:
        numba.config.DISABLE_JIT = 0
    return type(plain).__name__, plain(1)


def case_vectorized_functions_keep_narrow_types():
    def double(x):
        return x + x

    return [kind(vectorize(double)(np.array([1, 2], dtype))) for dtype in (np.float32, np.float64, np.int64, np.int32)]


def case_warnings_and_errors_have_their_names():
    from numba.core import errors

    names = "NumbaPerformanceWarning NumbaDeprecationWarning NumbaPendingDeprecationWarning NumbaExperimentalFeatureWarning"
    found = [issubclass(getattr(numba, name), errors.NumbaWarning) for name in names.split()]
    return found, issubclass(errors.NumbaValueError, errors.TypingError), numba.TypingError is TypingError


def case_there_is_no_gpu():
    from numba import cuda

    return cuda.is_available()
