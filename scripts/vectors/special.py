"""erf, erfc, gamma and lgamma rounded from many digits: {function: [[argument, answer], …]}, both as the digits of their bits.

    python3 scripts/vectors/special.py > tests/kernels/compiler/vectors/special.json     (needs mpmath)

CPython's own lgamma loses digits where it is near zero, so that it cannot tell how many ours keeps there.
"""
import json
import random
import struct

import mpmath

mpmath.mp.prec = 200
rng = random.Random(20261128)
ROOTS = [-2.4570247382208006, -2.7476826467274127, 1.0, 2.0]
FURTHER_ROOTS = [-3.143580888349980, -3.955294284858598, -4.039361839740537, -4.991544640560048, -5.008218168322593, -7.000198333407324, -10.99999997494789]


def near(root):
    return root + rng.choice((-1, 1)) * 10 ** rng.uniform(-12, -1.3)


def spread(count, *spans):
    return [rng.uniform(low, high) for low, high in spans for _ in range(count)]


ARGUMENTS = {
    "erf": spread(120, (-1, 1), (-6, 6), (0.4, 1.1)),
    "erfc": spread(120, (-1, 1), (-6, 6), (6, 27)),
    "gamma": spread(120, (-3, 0), (0, 3), (3, 30), (30, 171.6), (-30, -3), (-178, -30)),
    "lgamma": spread(150, (-3, 0), (-3, -2), (0, 3), (3, 10), (10, 1000), (-40, -3), (-200, -40))
    + [near(root) for root in ROOTS for _ in range(60)]
    + [near(root) for root in FURTHER_ROOTS for _ in range(20)],
}
EXACT = {"erf": mpmath.erf, "erfc": mpmath.erfc, "gamma": mpmath.gamma, "lgamma": lambda x: mpmath.log(abs(mpmath.gamma(x)))}


def bits(value):
    return struct.pack(">d", value).hex()


def main():
    rows = {name: [[bits(x), bits(float(EXACT[name](mpmath.mpf(x))))] for x in xs] for name, xs in ARGUMENTS.items()}
    body = ",\n".join(f"{json.dumps(name)}: {json.dumps(each, separators=(',', ':'))}" for name, each in rows.items())
    print("{\n" + body + "\n}")


main()
