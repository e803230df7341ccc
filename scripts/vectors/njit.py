"""What real Numba (or CPython with NumPy) answers to every call in tests/kernels/compiler/programs.

    /usr/bin/python3 scripts/vectors/njit.py [NAME …]     writes tests/kernels/compiler/vectors/NAME.json

A program names its oracle in its first line. Where it says numba, functions run compiled by Numba (0.56); where it says
python, as plain Python: for what Numba lacks (math.comb), for NumPy's own random stream, and for bounds, which Numba does
not check. Whole numbers are strings, floats the hexadecimal digits of their bits.
"""
import json
import math
import pathlib
import struct
import sys
import traceback
import types
import warnings

import numba
import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
FOLDER = pathlib.Path(__file__).parents[2] / "tests/kernels/compiler"


def main(names):
    for path in sorted((FOLDER / "programs").glob("*.py")):
        if not names or path.stem in names:
            answers = run(path)
            target = FOLDER / "vectors" / f"{path.stem}.json"
            body = ",\n".join(f"{json.dumps(call)}: {json.dumps(answer, separators=(',', ':'))}" for call, answer in answers.items())
            target.write_text("{\n" + body + "\n}\n")
            print(path.stem, len(answers), file=sys.stderr)


def run(path):
    source = path.read_text()
    texts = []
    plain = load(path, source, texts, compiled=False)
    if source.startswith("# oracle: python"):
        return {text: answer(text, plain, path) for text in texts}
    compiled = load(path, source, [], compiled=True)
    answers = {}
    for text in texts:
        try:
            answers[text] = answer(text, compiled, path)
        except numba.core.errors.NumbaError:
            answers[text] = None
        if answers[text] is None or answers[text] == {"error": "RuntimeError"}:
            # Numba 0.56 on Python 3.11 does not know its own recursive functions again.
            print("  beyond Numba, asked of CPython:", text, file=sys.stderr)
            answers[text] = answer(text, plain, path)
    return answers


def load(path, source, texts, compiled):
    namespace = {"calls": lambda *each: texts.extend(each), "np": np, "math": math, "__name__": path.stem}
    if not compiled:
        sys.modules["numba"] = types.SimpleNamespace(njit=lambda *f, **options: f[0] if f and callable(f[0]) else lambda g: g, prange=range, types=numba.types)
    try:
        exec(compile(source, str(path), "exec"), namespace)
    finally:
        sys.modules["numba"] = numba
    return namespace


def answer(text, namespace, path):
    try:
        return encode(eval(text, namespace))
    except (ArithmeticError, AssertionError, LookupError, RuntimeError, ValueError, NameError, np.linalg.LinAlgError) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        return {"error": type(error).__name__, **({"line": lines[-1]} if lines else {})}


def encode(value):
    if value is None or isinstance(value, (bool, np.bool_)):
        return value if value is None else bool(value)
    if isinstance(value, (int, np.integer)):
        return str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return {"list": [encode(item) for item in value]}
    if isinstance(value, (float, np.floating)):
        return "f" + struct.pack(">d", value).hex()
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, np.ndarray):
        return {"dtype": str(value.dtype), "shape": value.shape, "data": [encode(item) for item in value.ravel().tolist()]}
    raise ValueError(f"no encoding for {type(value)}")


main(sys.argv[1:])
