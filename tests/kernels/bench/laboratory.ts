/** A laboratory for ladders: time that passes only when a kernel says so, and kernels that take exactly so long. */
import type {
  CatalogContext,
  Exactness,
  Kernel,
  PreparedVariant,
  RunOptions,
} from '../../../packages/kernels/src/catalog/index.ts'
import {
  runLadder,
  type Clock,
  type LadderDoors,
  type LadderEvent,
  type LadderPlan,
} from '../../../packages/kernels/src/bench/index.ts'
import type { Device, Rung, RungName } from '../../../packages/kernels/src/words.ts'

/** A clock that `pass` moves; timers fire as time passes them. */
export function labClock(stepUs = 5): Clock & { pass(ms: number): void } {
  let time = 1000
  const timers = new Set<{ at: number; then: () => void }>()
  return {
    now: () => time,
    stepUs: () => stepUs,
    breathe: () => Promise.resolve(),
    after(ms, then) {
      const timer = { at: time + ms, then }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass(ms) {
      time += ms
      for (const timer of timers)
        if (timer.at <= time) {
          timers.delete(timer)
          timer.then()
        }
    },
  }
}

/** How one rung of the laboratory behaves. */
export interface Specimen {
  /** Time of the n-th run in ms, n from 0. */
  takesMs(run: number): number
  compileMs?: number
  answer?(run: number): string
  exactness?: Exactness
  /** Instead of the ordinary run. */
  run?(options: RunOptions): Promise<never>
  prepare?(): Promise<void>
}

export const ITEMS = 1000

/** Every rung named must have a specimen; `disposed` and `order` tell what the ladder did. */
export function laboratory(specimens: Partial<Record<RungName, Specimen>>, clock = labClock()) {
  const order: string[] = []
  const open = new Set<string>()
  const kernel: Kernel<CatalogContext> = {
    meta: {
      id: 'pi',
      title: 'Laboratory',
      summary: 'Kernels that take exactly so long.',
      itemNoun: 'item',
      params: { size: { label: 'Size', min: 1, max: 1e6, step: 1, default: ITEMS } },
      items: ({ size = ITEMS }) => size,
      baseline: ['python/sequential', 'javascript/sequential'],
      rungs: (Object.keys(specimens) as RungName[]).map((name) => ({
        ...split(name),
        label: `${name} {workers}`,
        exactness: specimens[name]?.exactness ?? 'exact',
        explain: 'Takes so long.',
        scales: !name.endsWith('sequential'),
        ...(name.startsWith('python') && { share: 0.1 }),
      })),
      checked: 'The answer is 42.',
    },
    python: () => Promise.resolve(''),
    variants: {},
    expected: () => Promise.resolve({ checksum: '42', text: '42' }),
    agrees: (answer, expected) => Number(answer.checksum) === Number(expected.checksum),
    witness: () => '1',
  }
  const find: LadderDoors['find'] = (_, rung) => {
    const name: RungName = `${rung.engine}/${rung.strategy}`
    const specimen = specimens[name]
    if (!specimen) return Promise.resolve(undefined)
    const key = `${name} ${rung.workers}`
    return Promise.resolve({
      rung: name,
      async prepare(): Promise<PreparedVariant> {
        await specimen.prepare?.()
        open.add(key)
        lab.everOpened++
        let count = 0
        return {
          ...(specimen.compileMs !== undefined && { compileMs: specimen.compileMs }),
          async run(options = {}) {
            if (specimen.run) return specimen.run(options)
            order.push(key)
            clock.pass(specimen.takesMs(count) / rung.workers)
            const text = specimen.answer?.(count) ?? '42'
            count++
            return { checksum: text, text }
          },
          dispose: () => void open.delete(key),
        }
      },
    })
  }
  const lab = { kernel, find, clock, order, open, everOpened: 0 }
  return lab
}

export const DEVICE: Device = {
  cores: 4,
  browser: 'node',
  browserMajor: 22,
  os: 'linux',
  isolated: true,
  timerStepUs: 5,
}

/** Runs a plan in the laboratory and keeps every event. */
export async function experiment(
  lab: ReturnType<typeof laboratory>,
  plan: Partial<LadderPlan> = {},
  doors: Partial<LadderDoors> = {},
) {
  const events: LadderEvent[] = []
  const rungs = lab.kernel.meta.rungs.map(({ engine, strategy }): Rung => ({ engine, strategy, workers: 1 }))
  const outcome = await runLadder(
    {
      exercise: 'pi',
      params: { size: ITEMS },
      rungs,
      seed: 1,
      ticket: null,
      budgetMs: 20_000,
      targetWidth: 0.05,
      ...plan,
    },
    {
      appVersion: 'test',
      device: DEVICE,
      spin: () => 3,
      kernel: lab.kernel,
      find: lab.find,
      clock: lab.clock,
      onEvent: (event) => {
        events.push(event)
        doors.onEvent?.(event)
      },
      ...(doors as Omit<typeof doors, 'onEvent'>),
    },
  )
  return { outcome, events }
}

/** The outcome of an experiment that must have been done. */
export function finished({ outcome }: Awaited<ReturnType<typeof experiment>>) {
  if (outcome.type !== 'done') throw new Error(`The ladder ended as ${JSON.stringify(outcome)}`)
  return outcome
}

/** Times around `middle`, off by up to `noise` either way, always the same ones. */
export const around = (middle: number, noise: number) => (run: number) =>
  middle * (1 + noise * Math.sin(12.9898 * run * run + 78.233 * run))

function split(name: RungName): Pick<Rung, 'engine' | 'strategy'> {
  const [engine, strategy] = name.split('/') as [Rung['engine'], Rung['strategy']]
  return { engine, strategy }
}
