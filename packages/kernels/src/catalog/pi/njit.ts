import type { NjitKernel } from '../njit.ts'
import { piAnswer } from './reference.ts'

export const piNjit: NjitKernel = {
  functions: { sequential: 'pi_fast', prange: 'pi_parallel' },
  open: (_, { items, seed }) => ({
    args: [BigInt(items), BigInt(seed)],
    answer: ([inside]) => piAnswer(Number(inside), items),
  }),
}
