/** Functions only the compiler's own Python may call: bits, and the random stream. */
import { f64, get, i32, op, type X } from '../ir.ts'
import type { Build } from '../3-rewrite/lower/build.ts'
import { boolVal, scalarVal } from '../3-rewrite/lower/values.ts'
import type { ScalarType } from '../types.ts'
import { bool, float64, int64 } from '../types.ts'
import { drawDouble } from './random.ts'
import { doc, type Builtin } from './table.ts'

/** A function of numbers by machine code. */
function machine(
  name: string,
  params: readonly ScalarType[],
  result: ScalarType,
  summary: string,
  emit: (build: Build, xs: X[]) => X,
): Builtin {
  return {
    name,
    params: params.map((_, index) => `x${index}`).join(', '),
    summary,
    infer: (types) => (types.every((type, index) => type === params[index]) ? result : undefined),
    lower: (build, values) =>
      scalarVal(
        result,
        emit(
          build,
          values.map((value, index) => build.as(value, params[index] ?? int64)),
        ),
      ),
  }
}

/** Decided while types are worked out; see `decide.ts`. */
const question = (name: string, summary: string): Builtin => ({
  name,
  params: 'x',
  summary,
  infer: () => bool,
  lower: () => boolVal(i32(0)),
})

const first = (xs: X[]): X => xs[0] ?? f64(0)

export const INTRINSICS: Builtin[] = [
  question('_is_array', doc`Whether it is an array.`),
  question('_is_number', doc`Whether it is a number.`),
  question('_is_list', doc`Whether it is a list.`),
  question('_is_tuple', doc`Whether it is a tuple.`),
  question('_is_float', doc`Whether it is, or holds, floats.`),
  question('_is_float32', doc`Whether it is, or holds, float32.`),
  question('_is_integer', doc`Whether it is, or holds, whole numbers.`),
  question('_is_unsigned', doc`Whether it is, or holds, whole numbers without a sign.`),
  question('_is_bool', doc`Whether it is, or holds, booleans.`),
  question('_is_contiguous', doc`Whether it is a C-contiguous array.`),
  machine('float_to_bits', [float64], int64, doc`The bits of a float.`, (_, xs) =>
    op('i64.reinterpret_f64', first(xs)),
  ),
  machine('bits_to_float', [int64], float64, doc`The float with these bits.`, (_, xs) =>
    op('f64.reinterpret_i64', first(xs)),
  ),
  machine('_shift_right', [int64, int64], int64, doc`Shifts zeros in from the left.`, (_, [x = f64(0), by = f64(0)]) =>
    op('i64.shr_u', x, by),
  ),
  machine('rint', [float64], float64, doc`Nearest whole number, halves to even.`, (_, xs) =>
    op('f64.nearest', first(xs)),
  ),
  machine('_random', [], float64, doc`The next double of the stream.`, (build) => drawDouble(build)),
  machine('_random_word', [], int64, doc`The next 32 bits of the stream.`, (build) => {
    const word = build.local('i32', 'word')
    build.call([word], 'random_word', [])
    return op('i64.extend_i32_u', get(word))
  }),
]
