"""Random programs of the subset with the trees CPython's own parser makes of them, as S-expressions.

    python3 scripts/vectors/python_ast.py > tests/kernels/compiler/vectors/ast.json

Each entry is [source, tree] or, for a text that is not Python, [source, null].
"""
import ast
import builtins
import json
import random
import struct
import warnings

warnings.simplefilter("ignore")
rng = random.Random(20261122)

NAMES = ["a", "b", "x", "total", "n", "i", "values", "_", "naïve"]
NUMBERS = ["0", "1", "42", "1_000_000", "0xFF", "0b1010", "0o17", "00", "9223372036854775808", "1.5", "1e-3", "2.", ".5", "1_0.2_5e+1_0", "1E5"]
STRINGS = ["'s'", '"two"', "'a' 'b'", "'\\n\\x41\\u00e9'", "r'\\d'", "'''long'''", "f'{a}'", "f'x={x + 1:.2f}!'", "'it\\'s'", "f'{{{n!r}}}'"]
BINARY = ["+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", ">>"]
COMPARE = ["<", "<=", ">", ">=", "==", "!=", "in", "not in", "is", "is not"]


def pick(*options):
    return rng.choice(options)


def space():
    return pick(" ", " ", " ", "", "  ")


def expression(depth):
    if depth <= 0 or rng.random() < 0.15:
        kind = rng.random()
        if kind < 0.55:
            return pick(*NAMES)
        if kind < 0.85:
            return pick(*NUMBERS)
        return pick("True", "False", "None", pick(*STRINGS))
    inner = lambda: expression(depth - 1 - (rng.random() < 0.3))
    kind = rng.randrange(15)
    if kind <= 2:
        op = pick(*BINARY)
        return f"{inner()}{space()}{op}{space()}{inner()}"
    if kind == 3:
        return pick("-", "+", "~", "- ", "not ") + inner()
    if kind <= 5:
        return f"{inner()} {pick('and', 'or')} {inner()}"
    if kind == 6:
        return f"not {inner()} {pick('and', 'or')} {inner()}"
    if kind == 7:
        text = inner()
        for _ in range(pick(1, 1, 2, 3)):
            text += f" {pick(*COMPARE)} {inner()}"
        return text
    if kind == 8:
        return f"{inner()} if {inner()} else {inner()}"
    if kind == 9:
        return f"({inner()})"
    if kind == 10:
        args = [inner() for _ in range(rng.randrange(3))] + [f"{pick('axis', 'k')}={inner()}"] * (rng.random() < 0.3)
        return f"{pick('f', 'np.sum', '(f)', 'a.b.c')}({pick(', ', ',').join(args)}{pick('', '', ',') if args else ''})"
    if kind == 11:
        return f"{pick('a', 'x.y', 'f(1)')}[{index(depth)}]"
    if kind == 12:
        return f"({inner()},{inner()})" if rng.random() < 0.7 else f"({inner()},)"
    if kind == 13:
        return f"[{', '.join(inner() for _ in range(rng.randrange(4)))}]"
    return f"{inner()}.{pick('T', 'shape', 'size')}"


def index(depth):
    def one():
        if rng.random() < 0.5:
            return expression(depth - 2)
        part = lambda: expression(depth - 2) if rng.random() < 0.6 else ""
        return f"{part()}:{part()}" + (f":{part()}" if rng.random() < 0.4 else "")

    items = [one() for _ in range(pick(1, 1, 1, 2, 3))]
    return ", ".join(items) + ("," if rng.random() < 0.1 else "")


def target():
    return pick("a", "b", "x[i]", "x[i, 1:]", "a, b", "(a, b)", "a, (b, x[0])", "[a, b]", "x.y")


def block(depth, indent, loop):
    pad = " " * indent
    lines = []
    for _ in range(rng.randrange(1, 4)):
        if rng.random() < 0.1:
            lines.append(pick("", pad + "# comment", "   # elsewhere"))
        lines.append(statement(depth, indent, loop))
    return "\n".join(lines)


def statement(depth, indent, loop):
    pad = " " * indent
    deeper = indent + pick(1, 2, 4, 4, 4, 8)
    e = lambda: expression(pick(1, 2, 3))
    kind = rng.randrange(16 if depth > 0 else 10)
    if kind <= 1:
        return f"{pad}{target()} = {e()}"
    if kind == 2:
        return f"{pad}a = b = {e()}, {e()}"
    if kind == 3:
        return f"{pad}{pick('a', 'x[i]', 'x.y')} {pick(*BINARY)}= {e()}"
    if kind == 4:
        return f"{pad}return" + pick("", f" {e()}", f" {e()}, {e()}")
    if kind == 5:
        return f"{pad}{pick('pass', 'pass;', 'a = 1; b = 2', 'pass # c')}"
    if kind == 6:
        return f"{pad}assert {e()}" + pick("", f", {e()}")
    if kind == 7:
        return f"{pad}raise {pick('ValueError', 'IndexError()', 'ValueError(' + e() + ')')}"
    if kind == 8:
        return f"{pad}{pick('break', 'continue') if loop else 'a: int = ' + e()}"
    if kind == 9:
        return f"{pad}{e()}"
    if kind <= 12:
        text = f"{pad}if {e()}:\n{block(depth - 1, deeper, loop)}"
        for _ in range(pick(0, 0, 1, 2)):
            text += f"\n{pad}elif {e()}:\n{block(depth - 1, deeper, loop)}"
        return text + (f"\n{pad}else:\n{block(depth - 1, deeper, loop)}" if rng.random() < 0.4 else "")
    if kind == 13:
        text = f"{pad}while {e()}:\n{block(depth - 1, deeper, True)}"
    else:
        text = f"{pad}for {target()} in {pick(e(), 'range(' + e() + ')', 'a, b')}:\n{block(depth - 1, deeper, True)}"
    return text + (f"\n{pad}else:\n{block(depth - 1, deeper, loop)}" if rng.random() < 0.2 else "")


def function():
    names = rng.sample(NAMES[:-2], rng.randrange(5))
    default = rng.randrange(5)
    params = [name + (f"={expression(1)}" if at >= default else pick("", ": int")) for at, name in enumerate(names)]
    return f"@njit\ndef f({', '.join(params)}){pick('', ' -> float')}:\n{block(3, pick(4, 2, 1), False)}\n"


def mutate(text):
    at = rng.randrange(len(text))
    kind = rng.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + pick(*"()[]{}:,.=+-*/%@'\"# \n\tabz019_\\$?!;") + text[at:]
    if kind == 2:
        return text[:at] + pick(" if ", " else ", " not ", "==", ":=", " in ", " for ", "\n", "    ", " and ") + text[at:]
    other = rng.randrange(len(text))
    low, high = min(at, other), max(at, other)
    return text[:low] + text[high:]


OPS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.MatMult: "@", ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.LShift: "<<", ast.RShift: ">>",
    ast.UAdd: "+", ast.USub: "-", ast.Invert: "~", ast.Not: "not", ast.And: "and", ast.Or: "or",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in",
    ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


def many(nodes):
    return " ".join(tree(node) for node in nodes)


def optional(node):
    return tree(node) if node is not None else "-"


def tree(node):
    """The S-expression of a node; tests/kernels/compiler/s-expression.ts writes the same of our tree."""
    match node:
        case ast.Constant(value=bool() | None):
            return str(node.value)
        case ast.Constant(value=int()):
            return str(node.value)
        case ast.Constant(value=float()):
            return "f" + struct.pack(">d", node.value).hex()
        case ast.Constant(value=str()):
            return json.dumps(node.value)
        case ast.JoinedStr():
            return f"(fstring {' '.join(tree(v.value if isinstance(v, ast.FormattedValue) else v) for v in node.values)})"
        case ast.Name():
            return node.id
        case ast.Tuple():
            return f"(tuple {many(node.elts)})"
        case ast.List(ctx=ast.Store()):
            return f"(tuple {many(node.elts)})"
        case ast.List():
            return f"(list {many(node.elts)})"
        case ast.UnaryOp():
            return f"({OPS[type(node.op)]} {tree(node.operand)})"
        case ast.BinOp():
            return f"({OPS[type(node.op)]} {tree(node.left)} {tree(node.right)})"
        case ast.BoolOp():
            return f"({OPS[type(node.op)]} {many(node.values)})"
        case ast.Compare():
            rest = " ".join(f"{OPS[type(op)]} {tree(right)}" for op, right in zip(node.ops, node.comparators))
            return f"(compare {tree(node.left)} {rest})"
        case ast.IfExp():
            return f"(if {tree(node.test)} {tree(node.body)} {tree(node.orelse)})"
        case ast.Call():
            keywords = "".join(f" {k.arg}={tree(k.value)}" for k in node.keywords)
            return f"(call {tree(node.func)} {many(node.args)}{keywords})"
        case ast.Attribute():
            return f"(. {tree(node.value)} {node.attr})"
        case ast.Subscript():
            return f"([] {tree(node.value)} {tree(node.slice)})"
        case ast.Slice():
            return f"(: {optional(node.lower)} {optional(node.upper)} {optional(node.step)})"
        case ast.Assign():
            return f"(= {many(node.targets)} {tree(node.value)})"
        case ast.AnnAssign():
            return f"(= {tree(node.target)} {tree(node.value)})"
        case ast.AugAssign():
            return f"({OPS[type(node.op)]}= {tree(node.target)} {tree(node.value)})"
        case ast.If():
            return f"(if {tree(node.test)} [{many(node.body)}] [{many(node.orelse)}])"
        case ast.While():
            return f"(while {tree(node.test)} [{many(node.body)}] [{many(node.orelse)}])"
        case ast.For():
            return f"(for {tree(node.target)} {tree(node.iter)} [{many(node.body)}] [{many(node.orelse)}])"
        case ast.Return():
            return f"(return {optional(node.value)})"
        case ast.Assert():
            return f"(assert {tree(node.test)} {optional(node.msg)})"
        case ast.Raise():
            call = isinstance(node.exc, ast.Call)
            if not isinstance(getattr(builtins, getattr(node.exc.func if call else node.exc, "id", ""), None), type):
                raise ValueError("not a built-in exception")
            return f"(raise {tree(node.exc.func if call else node.exc)} {many(node.exc.args if call else [])})"
        case ast.Expr():
            return f"(do {tree(node.value)})"
        case ast.Pass() | ast.Break() | ast.Continue():
            return f"({type(node).__name__.lower()})"
        case ast.FunctionDef():
            args, defaults = node.args.args, node.args.defaults
            first = len(args) - len(defaults)
            params = " ".join(a.arg + (f"={tree(defaults[i - first])}" if i >= first else "") for i, a in enumerate(args))
            body = node.body
            if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and isinstance(body[0].value.value, str):
                body = body[1:]
            return f"(def {node.name} [{params}] [{many(body)}])"
    raise ValueError(f"outside the subset: {ast.dump(node)}")


def entry(source):
    """None when the source is Python but outside the subset."""
    try:
        compile(source, "<vector>", "exec")
        module = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return [source, None]
    try:
        (function,) = module.body
        if [d.id for d in function.decorator_list] != ["njit"]:
            return None
        return [source, tree(function)]
    except (ValueError, AttributeError):
        return None


def main():
    sources = [f"@njit\ndef f():\n    return {expression(pick(2, 3, 4))}\n" for _ in range(2500)]
    sources += [function() for _ in range(500)]
    sources += [mutate(rng.choice(sources)) for _ in range(3000)]
    entries = [e for source in sources if len(source) < 600 and (e := entry(source)) is not None]
    print("[\n" + ",\n".join(json.dumps(e, ensure_ascii=False, separators=(",", ":")) for e in entries) + "\n]")


main()
