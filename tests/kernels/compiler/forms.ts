/** One loop in two forms, `for` and `while`, and what each leaves behind: only the first is a loop that rewrites know. */
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { arrayOf, elementsOf, PythonError, type Value } from '../../../packages/kernels/src/runtime/index.ts'

const HEAD = 'import numpy as np\nimport math\nfrom numba import njit\n'

/** Both forms of a function with a loop `for i in range(begin, end, step)`; `{i}` marks where its head stands. */
export function forms(body: string, step = 1, helpers = ''): { name: string; source: string }[] {
  const lines = body.split('\n')
  const head = lines.findIndex((line) => line.includes('{loop}'))
  const before = lines.slice(0, head)
  const inside = lines.slice(head + 1).filter((line) => line.startsWith('    '))
  const after = lines.slice(head + 1).filter((line) => !line.startsWith('    '))
  const rounds = {
    for: [`for i in range(begin, end, ${step}):`, ...inside],
    while: [
      `j = begin - ${step}`,
      `while j ${step > 0 ? '<' : '>'} end - ${step}:`,
      `    j += ${step}`,
      '    i = j',
      ...inside,
    ],
  }
  return Object.entries(rounds).map(([name, loop]) => ({
    name,
    source: `${HEAD}${helpers}\n@njit\ndef f(a, out, begin, end):\n${[...before, ...loop, ...after].map((line) => `    ${line}`).join('\n')}\n`,
  }))
}

/** What a call returns or raises, and what it leaves in its arrays, as bits. */
export function outcomes(source: string, numbers: Float64Array, ranges: readonly (readonly [bigint, bigint])[]) {
  const f = compile(source).functions.get('f')
  if (!f) throw new Error('no function')
  const found = ranges.map(([begin, end]) => {
    const arrays = [arrayOf(numbers.slice()), arrayOf(new Float64Array(numbers.length))] as const
    let result: Value | string
    try {
      result = f.call([...arrays, begin, end])
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
      result = `${error.kind}: ${error.message}`
    }
    const bits = arrays.map((array) => {
      const data = elementsOf(array, array.buffer ?? new ArrayBuffer(0)) as Float64Array
      return Array.from(data, (value) => (Object.is(value, -0) ? '-0' : String(value))).join(' ')
    })
    return { begin, end, result: String(result), bits }
  })
  const rewrites = f.specializations
    .flatMap(({ stages }) => stages)
    .flatMap(({ rewrites = [] }) => rewrites)
    .map(({ name }) => name)
  return { found, rewrites }
}
