"""Types as a program names them: `float64`, `int64(int64, int64)`, `float64[:, ::1]`, `types.Tuple((int64, float64))`."""

import re
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
        contiguous = [axis.step == 1 for axis in axes]
        return Array(self, len(axes), "C" if contiguous[-1] else "F" if contiguous[0] else "A")


class Number(Type):
    pass


class Integer(Number):
    def __init__(self, name):
        super().__init__(name)
        self.signed = not name.startswith("u")
        self.bitwidth = int(name.lstrip("uint"))
        self.minval = -(2 ** (self.bitwidth - 1)) if self.signed else 0
        self.maxval = 2 ** (self.bitwidth - self.signed) - 1


class Float(Number):
    def __init__(self, name):
        super().__init__(name)
        self.bitwidth = int(name.removeprefix("float"))


class Complex(Number):
    """Has a name and nothing else: no compiled function takes it."""


class Boolean(Type):
    bitwidth = 8


class Array(Type):
    """`Array(float64, 2, "C")`: layout C, F or A (any strides)."""

    def __init__(self, dtype, ndim, layout, readonly=False):
        super().__init__(f"{'readonly ' if readonly else ''}array({dtype.name}, {ndim}d, {layout})")
        marks = [":"] * ndim
        if layout != "A" and ndim > 0:
            marks[-1 if layout == "C" else 0] = "::1"
        self.dtype, self.ndim, self.layout = dtype, ndim, layout
        self.element, self.axes = dtype.name, ndim
        self.declaration = f"{dtype.name}[{', '.join(marks)}]"


class Tuple(Type):
    """`Tuple((int64, float64))`; of equal items it is a UniTuple."""

    def __init__(self, items):
        self.types = tuple(items)
        names = [item.name for item in self.types]
        if names and len(set(names)) == 1:
            name = f"UniTuple({names[0]} x {len(names)})"
        else:
            name = f"Tuple({', '.join(names)})"
        super().__init__(name)
        self.declaration = f"Tuple(({', '.join(map(_declared, self.types))},))"


def UniTuple(dtype, count):
    return Tuple([dtype] * count)


def List(dtype):
    return Type(f"list({dtype.name})<iv=None>")


def Optional(dtype):
    return Type(f"OptionalType({dtype.name})")


class Signature:
    def __init__(self, result, parameters):
        self.return_type, self.args = result, tuple(parameters)

    def __repr__(self):
        return f"{self.args!r} -> {self.return_type!r}"

    def __eq__(self, other):
        return isinstance(other, Signature) and repr(other) == repr(self)

    def __hash__(self):
        return hash(repr(self))


def declaration(signature):
    """A signature as the compiler reads it: the text itself, or "float64(int64, float64[:])"."""
    if isinstance(signature, str):
        return signature
    if isinstance(signature, Signature):
        return f"{_declared(signature.return_type)}({', '.join(map(_declared, signature.args))})"
    return f"({', '.join(map(_declared, signature))},)" if isinstance(signature, tuple) else _declared(signature)


def signature_of(signature):
    """A Signature, of itself or of its text: "float64(int64, float64[:])"; without a result it gives nothing.

    Raises NameError for a type that is none.
    """
    if isinstance(signature, str):
        made = eval(signature, {"__builtins__": {}}, vars(namespace))  # types by their names only
        return signature_of(made)
    if isinstance(signature, Signature):
        return signature
    return Signature(void, signature if isinstance(signature, tuple) else (signature,))


def _declared(type_):
    return getattr(type_, "declaration", None) or type_.name


_SCALARS = {name: Integer(name) for name in "int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()}
_SCALARS |= {name: Float(name) for name in ("float32", "float64")}
_SCALARS |= {name: Complex(name) for name in ("complex64", "complex128")}
_SCALARS |= {"boolean": Boolean("bool"), "void": Type("none")}

# As on 64-bit Linux, whose answers the lesson's are.
_ALSO = {
    "boolean": "bool_ b1", "void": "none", "int8": "i1 char", "uint8": "u1 byte uchar", "int16": "i2 short",
    "uint16": "u2 ushort", "int32": "i4 intc", "uint32": "u4 uintc", "int64": "i8 intp int_ long_ longlong",
    "uint64": "u8 uintp uint ulong ulonglong", "float32": "f4 float_", "float64": "f8 double", "complex64": "c8",
    "complex128": "c16",
}  # fmt: skip

NAMED = _SCALARS | {name: _SCALARS[full] for full, names in _ALSO.items() for name in names.split()}
void = NAMED["void"]

_BY_NAME = {type_.name: type_ for type_ in _SCALARS.values()}

namespace = _python_types.SimpleNamespace(
    **NAMED, unicode_type=Type("unicode_type"), string=Type("unicode_type"), pyobject=Type("pyobject"), Type=Type,
    Number=Number, Integer=Integer, Float=Float, Complex=Complex, Boolean=Boolean, Array=Array, Tuple=Tuple,
    UniTuple=UniTuple, List=List, Optional=Optional, BaseTuple=Tuple,
)  # fmt: skip


def type_named(name):
    """The type of that name, as the compiler writes it: of "int64" the very one that programs import."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    if array := re.fullmatch(r"array\((\w+), (\d+)d, ([CFA])\)", name):
        return Array(_BY_NAME[array[1]], int(array[2]), array[3])
    if same := re.fullmatch(r"UniTuple\((.*) x (\d+)\)", name):
        return UniTuple(type_named(same[1]), int(same[2]))
    if items := re.fullmatch(r"Tuple\((.*)\)", name):
        return Tuple(map(type_named, _parts(items[1])))
    return Type(name)


def _parts(text):
    """Splits at the commas that stand in no brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def from_dtype(dtype):
    """The type of an array's elements."""
    import numpy

    name = numpy.dtype(dtype).name
    if name not in _BY_NAME:
        raise NotImplementedError(f"{dtype!r} cannot be represented as a Numba type")
    return _BY_NAME[name]


def typeof(value):
    """The type a value would be compiled for. Raises ValueError where there is none."""
    from _prange.numba.dispatcher import CPUDispatcher
    from _prange.numba.values import type_name
    from numba.core.errors import TypingError

    if isinstance(value, CPUDispatcher):
        return Type(f"type({value!r})")
    if isinstance(value, complex):
        return NAMED["complex64" if type(value).__name__ == "complex64" else "complex128"]
    try:
        return type_named(type_name(value))
    except TypingError:
        raise ValueError(f"Cannot determine Numba type of {type(value)}") from None
