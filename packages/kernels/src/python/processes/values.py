"""`multiprocessing.Value` and `Array` over shared memory; becomes `multiprocessing.sharedctypes`.

There, `ctypes` objects lie in memory that processes share. An interpreter's own memory cannot be shared here, so these
look like them and keep their numbers elsewhere; what wants their memory itself (`np.frombuffer`) cannot have it.
"""

import multiprocessing
import operator
import struct
import sys
import types
from multiprocessing.context import assert_spawning

from pyodide.ffi import to_js

from _prange.processes import shared

# Letter → (the letter whose size it has where C's long has 8 bytes, the name ctypes gives it)
_LETTERS = {
    "c": ("B", "c_char"), "u": ("I", "c_wchar"), "?": ("B", "c_bool"), "b": ("b", "c_byte"), "B": ("B", "c_ubyte"),
    "h": ("h", "c_short"), "H": ("H", "c_ushort"), "i": ("i", "c_int"), "I": ("I", "c_uint"), "l": ("q", "c_long"),
    "L": ("Q", "c_ulong"), "q": ("q", "c_long"), "Q": ("Q", "c_ulong"), "f": ("f", "c_float"), "d": ("d", "c_double"),
}  # fmt: skip


class _Kind:
    """How one kind of number is kept."""

    def __init__(self, typecode):
        # A type of ctypes carries its letter.
        self.letter = getattr(typecode, "_type_", typecode)
        if not isinstance(self.letter, str) or self.letter not in _LETTERS:
            raise TypeError(f"values shared between processes are numbers and characters here, not {typecode!r}")
        self.kept, self.name = _LETTERS[self.letter]
        self.size = struct.calcsize(f"<{self.kept}")

    def pack(self, value):
        if self.letter == "c":
            value = value[0] if isinstance(value, (bytes, bytearray)) and len(value) == 1 else _refuse(value, "one character bytes")
        elif self.letter == "u":
            value = ord(value)
        elif self.letter == "?":
            value = bool(value)
        elif self.kept in "fd":
            value = float(value) if isinstance(value, (int, float)) else _refuse(value, "float")
        else:
            # ctypes lets integers wrap.
            value = operator.index(value) & ((1 << 8 * self.size) - 1)
            return value.to_bytes(self.size, "little")
        return struct.pack(f"<{self.kept}", value)

    def shown(self, number):
        if self.kept in "fd":
            return float(number)
        return {"c": lambda n: bytes((n,)), "u": chr, "?": bool}.get(self.letter, int)(number)

    def unpack(self, content):
        return [self.shown(number) for (number,) in struct.iter_unpack(f"<{self.kept}", content)]


def _refuse(value, wanted):
    raise TypeError(f"{wanted} expected instead of {type(value).__name__} instance")


class _Shared:
    """Numbers at an address of the memory that processes share."""

    def __init__(self, typecode, length, address=None):
        self._typecode, self._kind, self._length = typecode, _Kind(typecode), length
        self._objects = shared.objects()
        self._address = address or shared.made(self._objects.numbers, max(1, length) * self._kind.size)

    def __reduce__(self):
        assert_spawning(self)
        return type(self), (self._kind.letter, self._length, self._address)

    def _at(self, index):
        if not -self._length <= index < self._length:
            raise IndexError("invalid index")
        return self._address + index % self._length * self._kind.size

    def _load(self, index):
        return self._kind.shown(self._objects.load(self._kind.kept, self._at(index)))

    def _store(self, index, value):
        self._objects.store(self._at(index), to_js(self._kind.pack(value)))

    def _content(self):
        return self._objects.bytes(self._address, self._length * self._kind.size).to_bytes()


class _RawValue(_Shared):
    @property
    def value(self):
        return self._load(0)

    @value.setter
    def value(self, value):
        self._store(0, value)

    def __repr__(self):
        return f"{self._kind.name}({self.value!r})"


class _RawArray(_Shared):
    def __len__(self):
        return self._length

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self._load(index.__index__())
        found = self._kind.unpack(self._content())[index]
        return b"".join(found) if self._kind.letter == "c" else found

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            return self._store(index.__index__(), value)
        places = range(*index.indices(self._length))
        values = [bytes((each,)) for each in value] if isinstance(value, (bytes, bytearray)) else list(value)
        if len(values) != len(places):
            raise ValueError("Can only assign sequence of same size")
        for place, each in zip(places, values):
            self._store(place, each)

    def __iter__(self):
        return (self[index] for index in range(self._length))

    def __repr__(self):
        return f"<multiprocessing.sharedctypes.{self._kind.name}_Array_{self._length} object at {id(self):#x}>"


class _RawString(_RawArray):
    """An array of characters."""

    @property
    def raw(self):
        return self._content()

    @raw.setter
    def raw(self, content):
        if len(content) > self._length:
            raise ValueError("byte string too long")
        self[: len(content)] = content

    @property
    def value(self):
        return self._content().split(b"\0", 1)[0]

    @value.setter
    def value(self, content):
        self.raw = bytes(content) + b"\0" * (len(content) < self._length)


def RawValue(typecode_or_type, *args):
    made = _RawValue(typecode_or_type, 1)
    if args:
        made.value = args[0]
    return made


def RawArray(typecode_or_type, size_or_initializer):
    make = _RawString if _Kind(typecode_or_type).letter == "c" else _RawArray
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError("Array length must be >= 0")
        return make(typecode_or_type, size_or_initializer)
    made = make(typecode_or_type, len(size_or_initializer))
    made[:] = size_or_initializer
    return made


def Value(typecode_or_type, *args, lock=True, ctx=None):
    return _with_lock(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    return _with_lock(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def _with_lock(raw, lock, ctx):
    if lock is False:
        return raw
    if lock in (True, None):
        lock = (ctx or multiprocessing.get_context()).RLock()
    if not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(raw, lock)


def synchronized(obj, lock=None, ctx=None):
    kind = {_RawValue: Synchronized, _RawArray: SynchronizedArray, _RawString: SynchronizedString}[type(obj)]
    return kind(obj, lock or (ctx or multiprocessing.get_context()).RLock())


class SynchronizedBase:
    def __init__(self, obj, lock):
        self._obj, self._lock = obj, lock
        self.acquire, self.release = lock.acquire, lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *exception):
        return self._lock.__exit__(*exception)

    def __reduce__(self):
        assert_spawning(self)
        return synchronized, (self._obj, self._lock)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


def _locked(name):
    """A property of the numbers themselves, under the lock."""

    def get(self):
        with self:
            return getattr(self._obj, name)

    def put(self, value):
        with self:
            setattr(self._obj, name, value)

    return property(get, put)


class Synchronized(SynchronizedBase):
    value = _locked("value")


class SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, i):
        with self:
            return self._obj[i]

    def __setitem__(self, i, value):
        with self:
            self._obj[i] = value


class SynchronizedString(SynchronizedArray):
    value = _locked("value")
    raw = _locked("raw")


class BufferWrapper:
    """What `multiprocessing.synchronize.Barrier` counts in."""

    def __init__(self, size):
        self._numbers = _RawArray("i", size // 4)

    def create_memoryview(self):
        return self

    def cast(self, letter):
        return self._numbers


def install():
    """Puts these where `multiprocessing` looks for its modules on ctypes and mapped files."""
    names = ("RawValue", "RawArray", "Value", "Array", "synchronized", "Synchronized", "SynchronizedArray", "SynchronizedString", "SynchronizedBase")
    for module_name, offered in (("sharedctypes", names), ("heap", ("BufferWrapper",))):
        module = types.ModuleType(f"multiprocessing.{module_name}", "Over memory that workers share.")
        for name in offered:
            found = globals()[name]
            found.__module__ = module.__name__
            setattr(module, name, found)
        sys.modules[module.__name__] = module
        setattr(multiprocessing, module_name, module)
