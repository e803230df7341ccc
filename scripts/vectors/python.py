#!/usr/bin/env python3
"""Runs every behaviour case of tests/kernels/python in CPython and writes what it came to.

    /usr/bin/python3 scripts/vectors/python.py        → tests/kernels/python/vectors/behaviours.json

Needs CPython 3.11 or newer with NumPy and Numba (Debian: python3-numba) on a system that forks. The interpreter in the browser must come to the same.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parents[2] / "tests/kernels/python"
runner = (here / "outcomes.py").read_text()
expected = {}
for cases in sorted((here / "behaviours").glob("*.py")):
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "lesson.py"
        program.write_text(cases.read_text() + runner)
        done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    expected[cases.stem.rstrip("_")] = dict(
        json.loads(line) for line in done.stdout.splitlines() if line.startswith('["case_')
    )
target = here / "vectors" / "behaviours.json"
target.parent.mkdir(exist_ok=True)
target.write_text(json.dumps(expected, indent=2, ensure_ascii=False) + "\n")
print(sum(map(len, expected.values())), "behaviours in", target)
