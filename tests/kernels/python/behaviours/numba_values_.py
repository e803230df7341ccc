import numpy as np
from numba import njit

TABLE = np.array([10.0, 20.0, 30.0])
GRID = np.arange(6.0).reshape(2, 3)
SCALE = 3
PAIR = (2, 0.5)


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


def case_numbers_keep_their_kind():
    return [kind(add(*pair)) for pair in [(1, 2), (1.5, 2), (True, 1), (True, True), (2**62, 2**62)]]


def case_numpy_scalars_keep_their_kind():
    @njit
    def same(x):
        return x

    values = [np.int32(3), np.float32(1.5), np.uint8(7), np.bool_(True), np.int64(-2), np.float64(0.25)]
    return [kind(same(value)) for value in values]


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


def case_a_text_is_taken():
    @njit
    def chosen(method, x):
        if method == "double":
            return x * 2
        return x

    return chosen("double", 4), chosen("other", 4)


def case_a_big_integer_does_not_fit():
    try:
        add(2**70, 1)
    except (OverflowError, TypeError) as error:
        return isinstance(error, OverflowError)


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


def case_global_arrays_cannot_be_written():
    @njit
    def f():
        TABLE[0] = 1.0

    return refused(f)


def case_global_arrays_cannot_be_written_by_methods_and_functions():
    def sort():
        TABLE.sort()

    def fill():
        TABLE.fill(0.0)

    def shuffle():
        np.random.shuffle(TABLE)

    @njit
    def write(a):
        a[0] = 1.0

    def call():
        write(TABLE)

    return [refused(njit(f)) for f in (sort, fill, shuffle, call)], TABLE.tolist()


def case_global_arrays_cannot_be_written_through_views():
    def part():
        part = TABLE[1:]
        part[0] = 1.0

    def row():
        GRID[0].sort()

    def rows():
        for row in GRID:
            row[0] = 1.0

    def turned():
        GRID.T[0, 0] = 1.0

    def shaped():
        TABLE.reshape(3, 1)[0, 0] = 1.0

    def sometimes():
        a = np.zeros(3)
        if TABLE[0] > 1:
            a = TABLE
        a[0] = 7.0

    def added():
        a = TABLE
        a += 1.0

    return [refused(njit(f)) for f in (part, row, rows, turned, shaped, sometimes, added)], GRID.tolist()


def case_copies_of_global_arrays_can_be_written():
    @njit
    def f():
        a = TABLE.copy()
        a.sort()
        b = TABLE
        b = b + 1.0
        b[0] = 5.0
        picked = TABLE[np.array([0, 2])]
        picked[0] = 4.0
        return a[0] + b[0] + picked[0] + np.sort(TABLE)[1] + TABLE.sum()

    return f()


def case_zero_keeps_its_sign():
    @njit
    def negative(x):
        return -x

    return str(negative(0.0)), str(negative(-0.0))


def case_python_s_own_random_draws_as_numba_s():
    import random
    from random import randint

    @njit
    def draw(seed):
        random.seed(seed)
        return random.random(), randint(1, 6), random.randrange(1000)

    return draw(42)


def case_random_numbers_of_a_seed_are_the_same():
    @njit
    def draw(seed):
        np.random.seed(seed)
        return np.random.random(), np.random.randint(0, 100)

    first, second = draw(42), draw(42)
    return first == second, round(first[0], 12)
