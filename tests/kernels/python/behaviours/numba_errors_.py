import numba
from numba import njit
from numba.core.errors import TypingError


@njit
def add(a, b):
    return a + b


def plain(x):
    return x


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


def case_what_cannot_be_compiled_is_a_typing_error():
    @njit
    def bad(x):
        return x + "text"

    try:
        bad(1)
    except TypingError as error:
        return isinstance(error, numba.core.errors.NumbaError), isinstance(error, Exception)


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


def case_only_functions_are_decorated():
    try:
        njit(5)
    except Exception as error:
        return isinstance(error, (TypeError, numba.core.errors.NumbaError))


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


def case_warnings_and_errors_have_their_names():
    from numba.core import errors

    names = "NumbaPerformanceWarning NumbaDeprecationWarning NumbaPendingDeprecationWarning NumbaExperimentalFeatureWarning"
    found = [issubclass(getattr(numba, name), errors.NumbaWarning) for name in names.split()]
    return found, issubclass(errors.NumbaValueError, errors.TypingError), numba.TypingError is TypingError


def case_there_is_no_gpu():
    from numba import cuda

    return cuda.is_available()
