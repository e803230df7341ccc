import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { QUALITY_WORDS, type PressureState } from '../../../packages/kernels/src/bench/index.ts'
import { isForeign, watchPressure } from '../../../packages/kernels/src/bench/pressure.ts'
import { judge, type Evidence } from '../../../packages/kernels/src/bench/quality.ts'
import { createSpin } from '../../../packages/kernels/src/bench/spin.ts'
import { QUALITY_FLAGS } from '../../../packages/kernels/src/words.ts'
import { labClock } from './laboratory.ts'

const fine: Evidence = {
  hidden: false,
  isolated: true,
  timerStepUs: 5,
  shortestSampleMs: 20,
  pressured: false,
  spinsMs: [3, 3.1, 3, 3.05, 2.95, 3],
  fewSamples: false,
  tooFast: false,
}

describe('judging a run', () => {
  it('finds nothing wrong with a good one', () => expect(judge(fine)).toEqual([]))

  it.each([
    ['hidden', { hidden: true }],
    ['not-isolated', { isolated: false }],
    ['coarse-timer', { timerStepUs: 201 }],
    ['pressure', { pressured: true }],
    ['unstable', { spinsMs: [3, 3, 3.31] }],
    ['unstable', { spinsMs: [3.4, 3, 3] }],
    ['few-samples', { fewSamples: true }],
    ['too-fast', { tooFast: true }],
  ] as const)('raises %s for %o', (flag, evidence) => expect(judge({ ...fine, ...evidence })).toEqual([flag]))

  it('raises throttled for a steady rise, not for a wavering', () => {
    expect(judge({ ...fine, spinsMs: [3, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6] })).toContain('throttled')
    expect(judge({ ...fine, spinsMs: [3, 3.6, 3, 3.6, 3, 3.6, 3] })).not.toContain('throttled')
    expect(judge({ ...fine, spinsMs: [3.6, 3.5, 3.4, 3.3, 3.2, 3.1, 3] })).not.toContain('throttled')
  })

  it('judges a machine by ratios, so that a slow one is as good as a fast one', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { maxLength: 12 }), (spinsMs) => {
        const slower = spinsMs.map((ms) => ms * 8)
        expect(judge({ ...fine, spinsMs: slower })).toEqual(judge({ ...fine, spinsMs }))
      }),
    )
  })

  it('has words and a next step for every flag', () => {
    for (const flag of QUALITY_FLAGS) {
      expect(QUALITY_WORDS[flag].seen).toMatch(/^[A-Z].*\.$/)
      expect(QUALITY_WORDS[flag].next).toMatch(/^[A-Z].*\.$/)
    }
  })
})

describe('CPU pressure', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('counts against a run only where the ladder’s own load does not explain it', () => {
    expect(isForeign('critical', 1)).toBe(false)
    expect(isForeign('critical', 0.5)).toBe(true)
    expect(isForeign('serious', 0.5)).toBe(false)
    expect(isForeign('serious', 0.125)).toBe(true)
    expect(isForeign('fair', 0)).toBe(false)
  })

  it('remembers a load for two seconds, because the browser averages', () => {
    const observers: StubObserver[] = []
    class StubObserver {
      readonly report: (records: { state: PressureState }[]) => void
      connected = true
      constructor(report: StubObserver['report']) {
        this.report = report
        observers.push(this)
      }
      observe = () => Promise.resolve()
      disconnect = () => void (this.connected = false)
    }
    vi.stubGlobal('PressureObserver', StubObserver)
    const clock = labClock()
    const states: PressureState[] = []
    const watch = watchPressure({ clock, cores: 4 }, (state) => states.push(state))
    const say = (state: PressureState) => observers[0]?.report([{ state }])
    watch.load(4)
    clock.pass(500)
    watch.load(0)
    clock.pass(1500)
    say('critical')
    expect(watch.pressured).toBe(false)
    clock.pass(1000)
    say('critical')
    expect(watch.pressured).toBe(true)
    watch.stop()
    expect(observers[0]?.connected).toBe(false)
    expect(states).toEqual(['critical', 'critical'])
  })

  it('is nothing where the browser does not tell, or refuses to', async () => {
    expect(watchPressure({ clock: labClock(), cores: 4 }, () => {}).pressured).toBe(false)
    class Refusing {
      observe = () => Promise.reject(new DOMException('Not here', 'NotAllowedError'))
      disconnect = () => {}
    }
    vi.stubGlobal('PressureObserver', Refusing)
    const watch = watchPressure({ clock: labClock(), cores: 4 }, () => {})
    await new Promise((resolve) => setTimeout(resolve))
    expect(watch.pressured).toBe(false)
    watch.stop()
  })
})

it('the reference spin is as long as the clock needs', () => {
  let reads = 0
  const clock = { ...labClock(), now: () => reads++ * 7 }
  expect(createSpin(clock, 5)()).toBe(7)
})
