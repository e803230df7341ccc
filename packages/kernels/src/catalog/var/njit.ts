import type { Runtime } from '../../compiler/api.ts'
import type { NjitKernel } from '../njit.ts'
import { DEVIATIONS, MEANS, WEIGHTS } from './portfolio.ts'
import { varAnswer } from './reference.ts'

export const varNjit: NjitKernel = {
  functions: { sequential: 'calculate_var_fast', prange: 'calculate_var_parallel' },
  open: (runtime, { items, seed }) =>
    items === 0
      ? undefined
      : {
          args: [
            BigInt(items),
            ...[WEIGHTS, MEANS, DEVIATIONS].map((values) => arrayIn(runtime, values)),
            BigInt(seed),
          ],
          answer: ([value]) => varAnswer(value as number),
        },
}

function arrayIn(runtime: Runtime, values: readonly number[]) {
  const array = runtime.allocate('float64', [values.length])
  runtime.elements(array).set(values as never)
  return array
}
