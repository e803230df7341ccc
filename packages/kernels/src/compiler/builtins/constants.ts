/** Numbers and types that libraries offer by name. */
import type { Scalar } from '../types.ts'

const numbers: Record<string, number> = {
  pi: Math.PI,
  e: Math.E,
  inf: Infinity,
  nan: NaN,
}

/** The value of `math.pi`, `numpy.inf` and their like. */
export function constantNumber(path: string): number | undefined {
  const [, library, name] = /^(math|numpy)\.(\w+)$/.exec(path) ?? []
  if (!name) return undefined
  if (library === 'math' && name === 'tau') return 2 * Math.PI
  if (library === 'numpy') {
    if (name === 'euler_gamma') return 0.5772156649015329
    if (name === 'NaN' || name === 'NAN') return NaN
    if (name === 'Inf' || name === 'infty' || name === 'PINF') return Infinity
    if (name === 'NINF') return -Infinity
  }
  return Object.hasOwn(numbers, name) ? numbers[name] : undefined
}

const dtypes: Record<string, Scalar> = {
  'builtins.int': 'int64',
  'builtins.float': 'float64',
  'builtins.bool': 'bool',
  'numpy.float64': 'float64',
  'numpy.double': 'float64',
  'numpy.float_': 'float64',
  'numpy.float32': 'float32',
  'numpy.single': 'float32',
  'numpy.int64': 'int64',
  'numpy.int_': 'int64',
  'numpy.intp': 'int64',
  'numpy.int32': 'int32',
  'numpy.intc': 'int32',
  'numpy.int16': 'int16',
  'numpy.short': 'int16',
  'numpy.int8': 'int8',
  'numpy.byte': 'int8',
  'numpy.uint32': 'uint32',
  'numpy.uintc': 'uint32',
  'numpy.uint16': 'uint16',
  'numpy.ushort': 'uint16',
  'numpy.uint8': 'uint8',
  'numpy.ubyte': 'uint8',
  'numpy.uint64': 'uint64',
  'numpy.bool_': 'bool',
  'numpy.bool8': 'bool',
  'numpy.bool': 'bool',
  'numba.float64': 'float64',
  'numba.float32': 'float32',
  'numba.int64': 'int64',
  'numba.int32': 'int32',
  'numba.int16': 'int16',
  'numba.int8': 'int8',
  'numba.uint64': 'uint64',
  'numba.uint32': 'uint32',
  'numba.uint16': 'uint16',
  'numba.uint8': 'uint8',
  'numba.boolean': 'bool',
}

/** The type that `np.float64`, `int` … name, as a dtype or a cast; `numba.types` has what `numba` has. */
export function dtypeNamed(path: string): Scalar | undefined {
  const name = path.replace('numba.types.', 'numba.')
  return Object.hasOwn(dtypes, name) ? dtypes[name] : undefined
}

/** Names of everything above, for the list of what is supported. */
export const constantNames = (): string[] => [
  ...Object.keys(dtypes),
  ...['math', 'numpy'].flatMap((library) => Object.keys(numbers).map((name) => `${library}.${name}`)),
  'math.tau',
  'numpy.euler_gamma',
]
