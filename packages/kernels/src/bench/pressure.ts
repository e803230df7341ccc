/**
 * CPU pressure, where the browser tells it: Compute Pressure Level 1, in Chromium, in workers too. A ladder presses by
 * itself, so a high state counts against the run only while the ladder's own load does not explain it.
 */
import type { Clock } from './clock.ts'
import type { PressureState } from './types.ts'

export interface PressureWatch {
  /** Somebody else's load was seen. */
  readonly pressured: boolean
  /** Tells how many workers the ladder keeps busy from now on. */
  load(workers: number): void
  stop(): void
}

/** The browser averages over its sample interval; a state says something about the last two seconds. */
const MEMORY_MS = 2000

/** Starts watching; reports every change of state. Without PressureObserver it never reports. */
export function watchPressure(
  { clock, cores }: { clock: Clock; cores: number },
  onState: (state: PressureState) => void,
): PressureWatch {
  const loads: { untilMs: number; workers: number }[] = [{ untilMs: Infinity, workers: 0 }]
  let pressured = false
  const stop = observe((state) => {
    const now = clock.now()
    const recent = loads.filter(({ untilMs }) => untilMs > now - MEMORY_MS)
    loads.splice(0, loads.length, ...recent)
    pressured ||= isForeign(state, Math.max(...recent.map(({ workers }) => workers)) / cores)
    onState(state)
  })
  return {
    get pressured() {
      return pressured
    },
    load(workers) {
      const current = loads.at(-1)
      if (current) current.untilMs = clock.now()
      loads.push({ untilMs: Infinity, workers })
    },
    stop,
  }
}

/** Chromium calls it serious from about 60 % use of all cores, critical from 90 %: less than half of that is ours. */
export function isForeign(state: PressureState, ownLoad: number): boolean {
  return (state === 'serious' && ownLoad < 0.3) || (state === 'critical' && ownLoad <= 0.5)
}

interface PressureObserverLike {
  observe(source: 'cpu', options: { sampleInterval: number }): Promise<void>
  disconnect(): void
}

function observe(onState: (state: PressureState) => void): () => void {
  const { PressureObserver } = globalThis as {
    PressureObserver?: new (report: (records: { state: PressureState }[]) => void) => PressureObserverLike
  }
  if (!PressureObserver) return () => {}
  const observer = new PressureObserver((records) => {
    const latest = records.at(-1)
    if (latest) onState(latest.state)
  })
  // NotAllowedError by permissions policy, NotSupportedError without a sensor: the run then simply knows no pressure.
  observer.observe('cpu', { sampleInterval: 500 }).catch(() => {})
  return () => observer.disconnect()
}
