"""What compiling can raise, by Numba's names."""


class NumbaError(Exception):
    pass


class UnsupportedError(NumbaError):
    pass


class TypingError(NumbaError):
    """The function cannot be compiled for these argument types; the text says which line and why."""


class LoweringError(NumbaError):
    pass


class NumbaWarning(Warning):
    pass


class NumbaPerformanceWarning(NumbaWarning):
    pass
