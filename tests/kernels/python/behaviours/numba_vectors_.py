import numba
import numpy as np
from numba import float64, get_num_threads, guvectorize, njit, prange, set_num_threads, vectorize


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


def refused(function, *arguments):
    """The class of what a call raises, or what it gives."""
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__


def case_vectorize_takes_scalars_and_arrays():
    @vectorize
    def clip(x, low):
        return x if x > low else low

    return kind(clip(1.0, 2)), kind(clip(np.array([1.0, 5.0]), 2)), kind(clip(np.array([0.5, 3.0]), np.array([1.0, 1.0])))


def case_guvectorize_takes_a_scalar_last():
    @guvectorize(["(int64[:], int64, int64[:])"], "(n),()->(n)")
    def add(x, y, result):
        for i in range(x.shape[0]):
            result[i] = x[i] + y

    return kind(add(np.arange(5, dtype=np.int64), 2))


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


def case_vectorized_functions_keep_narrow_types():
    def double(x):
        return x + x

    return [kind(vectorize(double)(np.array([1, 2], dtype))) for dtype in (np.float32, np.float64, np.int64, np.int32)]


def case_guvectorize_works_on_rows():
    @guvectorize(["void(float64[:], float64[:])"], "(n)->()")
    def mean(row, out):
        out[0] = row.sum() / len(row)

    return mean(np.arange(6.0).reshape(2, 3)).tolist()


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


def case_threads_are_counted_by_whole_numbers():
    most = numba.config.NUMBA_NUM_THREADS
    set_num_threads(np.int64(1))
    one = get_num_threads()
    set_num_threads(most)
    errors = [refused(set_num_threads, count) for count in (0, -1, most + 1, 1.5, "2")]
    return one, get_num_threads() == most, errors, numba.get_thread_id()
