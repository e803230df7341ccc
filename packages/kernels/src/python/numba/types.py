"""Types as a program names them: `float64`, `int64(int64, int64)`, `float64[:, ::1]`."""

import types as _python_types


class Type:
    """A type by its name, spelled as Numba spells it; equal by that name."""

    axes = 0

    def __init__(self, name):
        self.name = self.element = name

    def __repr__(self):
        return self.name

    def __eq__(self, other):
        return isinstance(other, Type) and other.name == self.name

    def __hash__(self):
        return hash(self.name)

    def __call__(self, *parameters):
        if len(parameters) == 1 and not isinstance(parameters[0], Type):
            import numpy

            return numpy.dtype(self.name).type(parameters[0])
        return Signature(self, parameters)

    def __getitem__(self, index):
        axes = index if isinstance(index, tuple) else (index,)
        return ArrayType(self, axes)


class ArrayType(Type):
    def __init__(self, element, axes):
        contiguous = [axis.step == 1 for axis in axes]
        layout = "C" if contiguous[-1] else "F" if contiguous[0] else "A"
        super().__init__(f"array({element.name}, {len(axes)}d, {layout})")
        marks = ", ".join("::1" if one else ":" for one in contiguous)
        self.element, self.axes = element.name, len(axes)
        self.declaration = f"{element.name}[{marks}]"


class Signature:
    def __init__(self, result, parameters):
        self.return_type, self.args = result, parameters

    def __repr__(self):
        return f"({', '.join(map(repr, self.args))}) -> {self.return_type!r}"


def declaration(signature):
    """A signature as the compiler reads it: the text itself, or "float64(int64, float64[:])"."""
    if isinstance(signature, str):
        return signature
    if isinstance(signature, Signature):
        return f"{_declared(signature.return_type)}({', '.join(map(_declared, signature.args))})"
    return f"({', '.join(map(_declared, signature))},)" if isinstance(signature, tuple) else _declared(signature)


def signature_of(signature):
    """A Signature, of itself or of its text: "float64(int64, float64[:])"; without a result it gives nothing."""
    if isinstance(signature, str):
        made = eval(signature, {"__builtins__": {}}, vars(namespace))  # types by their names only
        return signature_of(made)
    return signature if isinstance(signature, Signature) else Signature(void, signature)


def _declared(type_):
    return getattr(type_, "declaration", None) or type_.name


float64 = f8 = Type("float64")
float32 = f4 = Type("float32")
int64 = i8 = intp = Type("int64")
int32 = i4 = Type("int32")
uint8 = u1 = Type("uint8")
boolean = b1 = Type("bool")
void = Type("none")

namespace = _python_types.SimpleNamespace(
    float64=float64, float32=float32, int64=int64, int32=int32, intp=intp, uint8=uint8, boolean=boolean, bool_=boolean,
    void=void, none=void, f8=f8, f4=f4, i8=i8, i4=i4, u1=u1, b1=b1,
)  # fmt: skip


def typeof(value):
    """The type a value would be compiled for."""
    from _prange.numba.values import type_name

    return Type(type_name(value))
