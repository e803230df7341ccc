import { detectDevice, machineClock } from '@prange/kernels/bench'
import { createContext, kernelOf } from '@prange/kernels/catalog'
import type { QualityFlag, Run, RungRun } from '@prange/kernels/words'
import { version } from '../../../../package.json'

/** What was measured of the three rungs. */
export interface Waited {
  /** Tickers asked for; each was answered once, or the rung would not have finished. */
  tickers: number
  delayMs: number
  rungs: { strategy: RungRun['strategy']; workers: number; elapsedMs: number }[]
  ticket: { ticket: string; seed: number } | null
  /** The tab was in the background for a while. */
  hidden: boolean
}

/** The run of a finished comparison, to be submitted and shared. One sample a rung: the waits are a second long. */
export async function downloadsRun({ tickers, delayMs, rungs, ticket, hidden }: Waited): Promise<Run> {
  const kernel = kernelOf('downloads')
  if (!kernel) throw new Error('the catalog has lost its downloads')
  const params = { tickers, delayMs }
  const seed = ticket?.seed ?? 42
  const device = detectDevice(machineClock.stepUs())
  const measured = rungs.map(async ({ strategy, workers, elapsedMs }): Promise<RungRun> => {
    const rung = { engine: 'javascript', strategy, workers } as const
    const { checksum } = await kernel.expected({ params, items: tickers, seed, rung }, createContext())
    return { ...rung, items: tickers, samplesMs: [elapsedMs], checksum }
  })
  const quality: QualityFlag[] = [...(hidden ? ['hidden' as const] : []), 'few-samples']
  if (!device.isolated) quality.push('not-isolated')
  return {
    schema: 1,
    exercise: 'downloads',
    params,
    ticket: ticket?.ticket ?? null,
    checks: { seed, answer: `${tickers} quotes`, witness: kernel.witness(params, seed) },
    device,
    rungs: await Promise.all(measured),
    quality,
    appVersion: version,
  }
}
