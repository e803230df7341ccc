/** The built-ins that are written in the subset itself; `../table.ts` says what their names mean. */
import { algebra } from './algebra.ts'
import { arithmetic } from './arithmetic.ts'
import { arrays } from './arrays.ts'
import { distributions } from './distributions.ts'
import { exponential } from './exponential.ts'
import { linear } from './linear.ts'
import { lists } from './lists.ts'
import { logarithm } from './logarithm.ts'
import { order } from './order.ts'
import { random } from './random.ts'
import { reductions } from './reductions.ts'
import { sequences } from './sequences.ts'
import { special } from './special.ts'
import { whole } from './whole.ts'

export const PRELUDE: readonly string[] = [
  arithmetic,
  arrays,
  exponential,
  logarithm,
  special,
  whole,
  reductions,
  order,
  linear,
  algebra,
  lists,
  sequences,
  random,
  distributions,
]
