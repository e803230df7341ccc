import numba
import numpy as np
from numba import float64, jit, njit


@njit
def add(a, b):
    return a + b


def plain(x):
    return x


def refusal(function, *arguments):
    """The same with the first line of its text."""
    try:
        return function(*arguments)
    except Exception as error:
        return type(error).__name__, str(error).split("\n")[0]


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


def case_compiled_functions_call_each_other():
    @njit
    def add(a, b):
        return a + b

    @njit
    def outer(x):
        return add(x, x) + add(x, 0.5)

    add(1.5, 2)
    answer = outer(1)
    add(1, 2), add(2.5, 2.5)
    return answer, str(add.signatures), str(outer.signatures), str(add.nopython_signatures)


def case_what_only_a_caller_compiled_can_be_looked_at():
    @njit
    def inner(x):
        return x * 2

    @njit
    def outer(x):
        return inner(x) + inner(1.5)

    before = inner.signatures
    outer(1)
    return before, len(inner.inspect_asm()), list(map(str, inner.overloads)), inner.get_overload(inner.signatures[1])(2.0)


def case_compiled_functions_call_themselves():
    @njit
    def factorial(n):
        if n <= 1:
            return 1
        return n * factorial(n - 1)

    return factorial(10), factorial(20)


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


def case_jit_can_be_disabled():
    numba.config.DISABLE_JIT = 1
    try:
        plain = njit(lambda x: {x: 1})
    finally:
        numba.config.DISABLE_JIT = 0
    return type(plain).__name__, plain(1)
