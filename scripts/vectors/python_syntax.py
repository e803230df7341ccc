"""What CPython says about common slips: [source, kind of error, line, message].

    python3 scripts/vectors/python_syntax.py > tests/kernels/compiler/vectors/syntax.json
"""
import json
import warnings

warnings.simplefilter("ignore")

SLIPS = [
    "if x\n    y=1\n",
    "if x:\ny=1\n",
    "def f(:\n  pass\n",
    "def f()\n  return 1\n",
    "x = (1\ny = 2\n",
    "x = (1, 2\n",
    "print \"a\"\n",
    "for i in range(3)\n  pass\n",
    "for i in range(3) print(i)\n",
    "while x = 3:\n  pass\n",
    "if x = 3:\n  pass\n",
    "f(a=1, 2)\n",
    "1 = x\n",
    "f() = 1\n",
    "a + 1 = 2\n",
    "x = 5 if y\n",
    "x = [1 2]\n",
    "x = 12abc\n",
    "x = 012\n",
    "x = \"abc\n",
    "x = \"\"\"abc\n",
    "x = )\n",
    "x = (1]\n",
    "def f():\n    x = 1\n  y = 2\n",
    "x = 1\n  y = 2\n",
    "else:\n  pass\n",
    "if a:\n  x\nelse if b:\n  y\n",
    "i++\n",
    "x = 1 +\n",
    "class = 3\n",
    "return 1\n",
    "def f():\n    break\n",
    "a b\n",
    "x = $\n",
    "x = “a”\n",
    "def f(a, a):\n    pass\n",
    "def f(a=1, b):\n    pass\n",
    "def f():\n",
    "def f():\n\tx=1\n        y=2\n",
    "(a, b) += 1\n",
    "x = 1__0\n",
    "x = 0x\n",
    "import\n",
    "from x import\n",
    "def f(a b):\n    pass\n",
    "True = 1\n",
    "None += 1\n",
    "a < not b\n",
    "lambda x: = 1\n",
    "if True:\n    x = 1\n   else:\n    y = 2\n",
    "try:\n    x=1\ny=2\n",
    "while True print(1)\n",
    "if x == 1\n",
    "def f(x):\n    return x +* 2\n",
    "elif x:\n  pass\n",
    "x = f(1, 2))\n",
    "def f(x)\n",
    "a = 1 \\ 2\n",
    "f(x, y z)\n",
    "return = 5\n",
    "x = 3 3\n",
    "if x > 3 and:\n   pass\n",
    "x[1, 2\n",
    "a.1\n",
    "not = 3\n",
    "0o8\n",
    "0b12\n",
    "0xg\n",
    "1e\n",
    "x = a if b else\n",
    "for x in:\n  pass\n",
    "for in x:\n  pass\n",
    "def f(x):\nreturn x\n",
    "import a as\n",
    "x := 1\n",
    "(x = 1)\n",
    "@\ndef f(): pass\n",
    "assert\n",
    "del\n",
    "while:\n  pass\n",
    "pass pass\n",
    "x = 1;; y = 2\n",
    "; x\n",
    "a, b += 1\n",
    "global\n",
    "with open(x) as f\n  pass\n",
    "x = \"a\" b\n",
]


def said(source):
    try:
        compile(source, "<vector>", "exec")
    except SyntaxError as error:
        return [source, type(error).__name__, error.lineno, error.msg]
    raise ValueError(f"this is Python: {source!r}")


print("[\n" + ",\n".join(json.dumps(said(source), ensure_ascii=False) for source in SLIPS) + "\n]")
