"""What a child interpreter must know of `__main__`: as if forked, it starts with its functions, classes and values."""

import ast
import importlib
import marshal
import pickle
import sys
import types

from _prange.interpreter import run


def make_image(initializer=None):
    """`__main__` as bytes, with (function, arguments) to call before a child's first task.

    What cannot travel is left out: a task that needs it fails with its NameError.
    """
    main = sys.modules["__main__"]
    source, filename = getattr(main, "__source__", ""), getattr(main, "__file__", "lesson.py")
    entries = []
    for name, value in list(vars(main).items()):
        if name.startswith("__"):
            continue
        entry = _entry(name, value)
        if entry is not None:
            entries.append((name, *entry))
    return pickle.dumps((source, filename, entries, list(sys.argv), pickle.dumps(initializer)))


def _entry(name, value):
    if isinstance(value, types.ModuleType):
        return "module", value.__name__
    if isinstance(value, types.FunctionType) and value.__module__ == "__main__" and value.__closure__ is None:
        try:
            extras = pickle.dumps((value.__defaults__, value.__kwdefaults__))
        except Exception:
            return "source", None
        return "function", (value.__name__, value.__qualname__, marshal.dumps(value.__code__), extras)
    if isinstance(value, type) and value.__module__ == "__main__":
        return "source", None
    try:
        return "value", pickle.dumps(value)
    except Exception:
        # Decorated functions, lambdas in tables and the like: made again from the program's text.
        return "source", None


def load_image(image):
    """Makes the child's `__main__` from `make_image`'s bytes; the initializer, still pickled."""
    source, filename, entries, sys.argv, initializer = pickle.loads(image)
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
    definitions = _definitions(source) if any(kind == "source" for _, kind, _ in later) else {}
    # Values may need classes, classes may need values: go round until nothing more can be made.
    while later:
        left = [entry for entry in later if not _make(namespace, filename, definitions, *entry)]
        if len(left) == len(later):
            break
        later = left
    return initializer


def _make(namespace, filename, definitions, name, kind, content):
    try:
        if kind == "source":
            if name in definitions:
                module = ast.Module([definitions[name]], [])
                exec(compile(module, filename, "exec", dont_inherit=True), namespace)
        elif kind == "defaults":
            namespace[name].__defaults__, namespace[name].__kwdefaults__ = pickle.loads(content)
        else:
            namespace[name] = pickle.loads(content)
        return True
    except Exception:
        return False


def _definitions(source):
    """Functions and classes at the top of the program, by name; the last of a name counts."""
    found = {}

    def visit(statements):
        for node in statements:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
                found[node.name] = node
            elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] = node
            elif isinstance(node, (ast.If, ast.Try, ast.With)):
                visit(node.body)

    visit(ast.parse(source).body)
    return found


