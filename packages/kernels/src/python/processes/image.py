"""What a child interpreter must know of `__main__`: as if forked, it starts with its functions, classes and values."""

import ast
import builtins
import collections
import copyreg
import importlib
import io
import marshal
import os
import pickle
import sys
import types

from _prange.interpreter import run
from _prange.threads import green


def make_image(initializer=None):
    """`__main__` as bytes, with (function, arguments) to call before a child's first task.

    What cannot travel is left out: a task that needs it fails with its NameError.
    """
    main = sys.modules["__main__"]
    source, filename = getattr(main, "__source__", ""), getattr(main, "__file__", "lesson.py")
    entries, by_source = [], {}
    for name, value in list(vars(main).items()):
        if name.startswith("__"):
            continue
        entry = _entry(name, value)
        if entry is None:
            by_source[name] = value
        else:
            entries.append((name, *entry))
    definitions = _definitions(source) if by_source else {}
    for name, value in by_source.items():
        nodes = definitions.get(name, ())
        if nodes and all(_may_be_made_again(node, value, vars(main)) for node in nodes):
            code = compile(ast.Module(nodes, []), filename, "exec", dont_inherit=True)
            entries.append((name, "source", marshal.dumps(code)))
    return pickle.dumps((source, filename, entries, list(sys.argv), dict(os.environ), pickle.dumps(initializer)))


def _entry(name, value):
    """How a value travels; None if only its definition in the program's text can."""
    if isinstance(value, types.ModuleType):
        return "module", value.__name__
    if isinstance(value, types.FunctionType) and value.__module__ == "__main__" and value.__closure__ is None:
        try:
            extras = pickle.dumps((value.__defaults__, value.__kwdefaults__))
        except Exception:
            return None
        return "function", (value.__name__, value.__qualname__, marshal.dumps(value.__code__), extras)
    if isinstance(value, type) and value.__module__ == "__main__":
        return None
    try:
        return None if _is_pickled_as(name, value) else ("value", _copied(value))
    except Exception:
        return None


def _is_pickled_as(name, value):
    """Whether pickle writes no more of it than this name of `__main__`: decorated functions, cached ones and the like."""
    if getattr(value, "__module__", None) != "__main__":
        return False
    if isinstance(value, types.FunctionType):
        return value.__qualname__ == name
    return value.__reduce_ex__(pickle.DEFAULT_PROTOCOL) == name


class _Copier(pickle.Pickler):
    """As if forked, a child has its own copies of locks and queues of threads, which travel no other way."""

    dispatch_table = collections.ChainMap(
        {
            green.lock: lambda lock: (green.lock, ()),
            green.RLock: lambda lock: (green.RLock, ()),
            green.SimpleQueue: lambda queue: (_queue_of, tuple(queue._items)),
        },
        copyreg.dispatch_table,
    )


def _queue_of(*items):
    queue = green.SimpleQueue()
    for item in items:
        queue.put(item)
    return queue


def _copied(value):
    written = io.BytesIO()
    _Copier(written).dump(value)
    return written.getvalue()


def _definitions(source):
    """What makes each name at the top of the program, outside its main guard: statements in order."""
    found = {}

    def visit(statements):
        for node in statements:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
                found[node.name] = [node]
            elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                names = [part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)]
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for bound in (part for target in targets for part in ast.walk(target)):
                    if isinstance(bound, ast.Name) and isinstance(bound.ctx, ast.Store):
                        # `work = cached(work)` needs what was bound before.
                        before = found.get(bound.id, []) if bound.id in names else []
                        found[bound.id] = [*before, node]
            elif isinstance(node, (ast.If, ast.Try, ast.With)) and not _is_main_guard(node):
                visit(node.body)

    visit(ast.parse(source).body)
    return found


def _is_main_guard(node):
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
    )


def _may_be_made_again(node, value, namespace):
    """Definitions may; assignments if nothing is called but classes, or what gave functions or classes.

    Any other call might print, read or start something once more.
    """
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return True
    return _is_definition(value) or all(
        isinstance(_named(call.func, namespace), type) for call in _calls(node.value)
    )


def _is_definition(value):
    if isinstance(value, (list, tuple, dict)):
        parts = value.values() if isinstance(value, dict) else value
        return bool(parts) and all(map(callable, parts))
    return callable(value)


def _calls(node):
    """The calls that an expression makes itself; those in a lambda are made later."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        yield node
    for part in ast.iter_child_nodes(node):
        yield from _calls(part)


def _named(node, namespace):
    """What `name` or `module.name` stands for."""
    if isinstance(node, ast.Name):
        return namespace.get(node.id, getattr(builtins, node.id, None))
    if isinstance(node, ast.Attribute):
        return getattr(_named(node.value, namespace), node.attr, None)
    return None


def load_image(image):
    """Makes the child's `__main__` from `make_image`'s bytes; the initializer, still pickled."""
    source, filename, entries, sys.argv, environment, initializer = pickle.loads(image)
    os.environ.clear()
    os.environ.update(environment)
    main = run.new_main(source, filename)
    namespace = vars(main)
    later = []
    for name, kind, content in entries:
        if kind == "module":
            try:
                namespace[name] = importlib.import_module(content)
            except ImportError:
                continue
        elif kind == "function":
            function_name, qualified, code, extras = content
            function = types.FunctionType(marshal.loads(code), namespace, function_name)
            function.__qualname__, function.__module__ = qualified, "__main__"
            namespace[name] = function
            later.append((name, "defaults", extras))
        else:
            later.append((name, kind, content))
    # Values may need classes, classes may need values: go round until nothing more can be made.
    while later:
        left = [entry for entry in later if not _make(namespace, *entry)]
        if len(left) == len(later):
            break
        later = left
    return initializer


def _make(namespace, name, kind, content):
    try:
        if kind == "source":
            # What else the statement binds has a value of its own.
            made = {}
            exec(marshal.loads(content), namespace, made)
            namespace[name] = made[name]
        elif kind == "defaults":
            namespace[name].__defaults__, namespace[name].__kwdefaults__ = pickle.loads(content)
        else:
            namespace[name] = pickle.loads(content)
        return True
    except Exception:
        return False
