/** What the slides claim beside what was measured here. */
import type { KernelMeta } from '@prange/kernels/catalog/types'
import { speedup, type Estimate } from '@prange/kernels/stats'
import type { Rung } from '@prange/kernels/words'
import { nameOf } from './choice.ts'

export interface ClaimCheck {
  text: string
  claimed: number
  label: string
  /** Absent where the run lacks one of the two rungs. */
  yours?: Estimate
  workers?: number
  /** The rung that would have to be run as well. */
  missing?: string
}

type Timed = Rung & { items: number; samplesMs: readonly number[] }

/** Each claim of a kernel against the finished rungs; of a rung run with several numbers of workers the fastest counts. */
export function checkClaims(meta: KernelMeta, rungs: readonly Timed[]): ClaimCheck[] {
  return meta.rungs.flatMap(({ claim, label, ...rung }): ClaimCheck[] => {
    if (!claim) return []
    const about = { text: claim.text, claimed: claim.speedup, label: label.replace('{workers}', 'N') }
    const mine = fastest(rungs.filter((one) => nameOf(one) === nameOf(rung)))
    const over = fastest(rungs.filter((one) => nameOf(one) === claim.over))
    if (!mine || !over) return [{ ...about, missing: mine ? claim.over : nameOf(rung) }]
    return [{ ...about, yours: speedup(over, mine), workers: mine.workers }]
  })
}

function fastest(rungs: readonly Timed[]): Timed | undefined {
  return rungs
    .filter(({ samplesMs }) => samplesMs.length > 0)
    .toSorted((a, b) => bestPerItem(a) - bestPerItem(b))
    .at(0)
}

const bestPerItem = ({ samplesMs, items }: Timed) => Math.min(...samplesMs) / items
