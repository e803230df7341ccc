"""What compiling can raise or warn of, by Numba's names: a program may name each in `except` or in a warnings filter."""


class NumbaWarning(Warning):
    pass


class NumbaPerformanceWarning(NumbaWarning):
    pass


class NumbaDeprecationWarning(NumbaWarning, DeprecationWarning):
    pass


class NumbaPendingDeprecationWarning(NumbaWarning, PendingDeprecationWarning):
    pass


class NumbaParallelSafetyWarning(NumbaWarning):
    pass


class NumbaTypeSafetyWarning(NumbaWarning):
    pass


class NumbaExperimentalFeatureWarning(NumbaWarning):
    pass


class NumbaInvalidConfigWarning(NumbaWarning):
    pass


class NumbaPedanticWarning(NumbaWarning):
    pass


class NumbaDebugInfoWarning(NumbaWarning):
    pass


class NumbaError(Exception):
    pass


class UnsupportedError(NumbaError):
    """Numba has it, and this compiler has not; the text says what to do instead."""


class TypingError(NumbaError):
    """The function cannot be compiled for these argument types; the text says which line and why."""


class NumbaTypeError(TypingError):
    pass


class NumbaValueError(TypingError):
    pass


class NumbaAttributeError(TypingError):
    pass


class NumbaNotImplementedError(TypingError):
    pass


class LoweringError(NumbaError):
    pass


class CompilerError(NumbaError):
    pass


class ConstantInferenceError(NumbaError):
    pass


class InternalError(NumbaError):
    pass
