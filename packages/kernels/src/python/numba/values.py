"""Values across the border: what a call is given, as tags and a flat list for JavaScript, and what it gives back.

    i int64   f float64   b bool   n None   s text   ( … ) tuple   [ … ] list
    z number of a width of its own: dtype, value
    a array: its number of dimensions, dtype, extents, strides in bytes, address
"""

import numpy

from numba.core.errors import TypingError

_INT64 = range(-(2**63), 2**63)
_DTYPES = {"float64", "float32", "int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8", "bool"}


def encode(values):
    """(tags, flat) of a sequence of arguments. Raises TypingError for what no compiled function takes."""
    tags, flat = [], []
    for value in values:
        _encode(value, tags, flat)
    return "".join(tags), flat


def _encode(value, tags, flat):
    kind = type(value)
    if kind is bool or kind is numpy.bool_:
        tags.append("b")
        flat.append(bool(value))
    elif kind is float or kind is numpy.float64:
        tags.append("f")
        flat.append(float(value))
    elif kind is int or kind is numpy.int64:
        value = int(value)
        if value not in _INT64:
            raise OverflowError("int too big to convert")
        tags.append("i")
        flat.append(value)
    elif isinstance(value, numpy.ndarray):
        if value.dtype.name not in _DTYPES or not value.dtype.isnative:
            raise TypingError(f"arrays of {value.dtype} cannot be compiled for: use one of {', '.join(sorted(_DTYPES))}")
        tags.append("a")
        address = value.__array_interface__["data"][0]
        flat.extend((value.ndim, value.dtype.name, *value.shape, *value.strides, address))
    elif isinstance(value, numpy.number) and value.dtype.name in _DTYPES:
        tags.append("z")
        flat.extend((value.dtype.name, value.item()))
    elif isinstance(value, tuple):
        tags.append("(")
        for item in value:
            _encode(item, tags, flat)
        tags.append(")")
    elif isinstance(value, list):
        tags.append("[")
        for item in value:
            # A list's numbers are of Python's own widths.
            _encode(item.item() if isinstance(item, numpy.number) else item, tags, flat)
        tags.append("]")
    elif kind is str:
        tags.append("s")
        flat.append(value)
    elif value is None:
        tags.append("n")
    else:
        raise TypingError(
            f"cannot determine Numba type of {kind}: "
            "compiled functions take int, float, bool, NumPy arrays, and tuples and lists of these"
        )


def decode(tags, flat, fill):
    """The one value of a result; `fill(index, address)` copies the result's array of that number to an address."""
    items = iter(flat)

    def read(position):
        tag = tags[position]
        if tag in "([":
            found = []
            position += 1
            while tags[position] not in ")]":
                value, position = read(position)
                found.append(value)
            return (found if tag == "[" else tuple(found)), position + 1
        if tag == "n":
            return None, position + 1
        item = next(items)
        if tag == "f":
            return float(item), position + 1
        if tag == "b":
            return bool(item), position + 1
        if tag == "a":
            dtype, index = item, next(items)
            array = numpy.empty(tuple(next(items) for _ in range(next(items))), dtype)
            if array.size:
                fill(index, array.__array_interface__["data"][0])
            return array, position + 1
        return item, position + 1

    return read(0)[0]


def type_name(value):
    """As Numba spells it: "int64", "array(float64, 1d, C)", "Tuple(int64, float64)"."""
    tags, flat = encode([value])
    if tags[0] == "a":
        layout = "C" if value.flags.c_contiguous else "F" if value.flags.f_contiguous else "A"
        return f"array({value.dtype.name}, {value.ndim}d, {layout})"
    if tags[0] == "(":
        inner = [type_name(item) for item in value]
        same = len(set(inner)) == 1
        return f"UniTuple({inner[0]} x {len(inner)})" if same else f"Tuple({', '.join(inner)})"
    if tags[0] == "[":
        return f"reflected list({type_name(value[0]) if value else 'undefined'})<iv=None>"
    if tags[0] == "z":
        return flat[0]
    return {"b": "bool", "i": "int64", "f": "float64", "n": "none", "s": "unicode_type"}[tags[0]]
