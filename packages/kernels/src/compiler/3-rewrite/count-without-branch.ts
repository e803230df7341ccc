/**
 * Counting without a branch: `if test: n += 1` becomes `n += test`. Where data decide, as for darts in a circle, the
 * processor guesses the branch wrong every few rounds, and each wrong guess costs more than twenty additions.
 */
import type { Func, S, X } from '../ir.ts'
import { i64, isComparison, mapStatements, op, select, set } from '../ir.ts'
import type { Rewrite } from './rewrite.ts'

export const countWithoutBranch: Rewrite = {
  name: 'count-without-branch',
  sentence: 'A count under a condition adds the condition itself, so that the processor has nothing to guess.',
  apply(functions) {
    let changes = 0
    const straight = (s: S): S[] => {
      const counted = s.k === 'if' ? countedBy(s) : undefined
      if (!counted) return [s]
      changes++
      return [counted]
    }
    const rewritten = functions.map((func): Func => ({ ...func, body: mapStatements(func.body, straight) }))
    return { functions: rewritten, changes }
  },
}

/** The same count as one addition, if the statement does nothing but add a constant to a whole number. */
function countedBy({ test, then, otherwise }: Extract<S, { k: 'if' }>): S | undefined {
  const [only, ...more] = then
  if (only?.k !== 'set' || more.length > 0 || otherwise.length > 0) return undefined
  const { local, value } = only
  if (value.k !== 'op' || (value.op !== 'i64.add' && value.op !== 'i64.sub')) return undefined
  const [count, by] = value.args
  if (count?.k !== 'get' || count.local !== local || by?.k !== 'const') return undefined
  const added: X =
    by.value === 1n && test.k === 'op' && isComparison(test.op)
      ? op('i64.extend_i32_u', test)
      : select(test, by, i64(0))
  return set(local, op(value.op, count, added))
}
