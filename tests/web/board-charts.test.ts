import { describe, expect, it } from 'vitest'
import type { BoardRow } from '@prange/api/contract'
import { placeX, roundTicks, spacedTicks, TEXT, type Axis } from '../../apps/web/src/lib/chart/axis.ts'
import { claimChecks, classScaling, distribution } from '../../apps/web/src/lib/chart/board.ts'

const rung = (strategy: BoardRow['strategy'], workers: number, speedup: number) =>
  ({ engine: 'javascript', strategy, workers, speedup }) as const

const row = (memberId: string, speedup: number, rungs: BoardRow['rungs'] = []) =>
  ({ memberId, name: memberId, ranked: true, engine: 'javascript', strategy: 'workers', speedup, rungs }) as BoardRow

const runs = [
  rung('sequential', 1, 2),
  rung('threads', 4, 1.9),
  rung('workers', 4, 7),
  rung('workers', 2, 3.8),
  rung('workers', 8, 12),
]

describe('the charts of a board', () => {
  it('draw one way of spreading the work as one curve, against the engine’s own sequential rung', () => {
    const { curves, fit } = classScaling([row('ann', 12, runs)])
    expect(curves[0]?.points).toEqual([
      { workers: 1, speedup: 1 },
      { workers: 2, speedup: 1.9 },
      { workers: 4, speedup: 3.5 },
      { workers: 8, speedup: 6 },
    ])
    expect(fit?.sigma.value).toBeGreaterThan(0)
  })

  it('label an axis so that no two labels touch, on a page and on a wall', () => {
    const format = (value: number) => `${value}×`
    for (const [low, high] of [
      [20, 5000],
      [1, 64],
      [90, 110],
    ] as const) {
      const axis: Axis = { label: '', low, high, scale: 'log', ticks: roundTicks(low, high), format }
      for (const text of Object.values(TEXT)) {
        const ticks = spacedTicks(axis, text)
        expect(ticks[0]).toBe(axis.ticks[0])
        const ends = ticks.map((tick) => ({ at: placeX(axis, tick), half: (format(tick).length * 0.6 * text) / 2 }))
        for (const [index, { at, half }] of ends.entries()) {
          const before = ends[index - 1]
          if (before) expect(at - half).toBeGreaterThan(before.at + before.half)
        }
      }
    }
    const crowded: Axis = {
      label: '',
      low: 10,
      high: 10_000,
      scale: 'log',
      ticks: [10, 20, 50, 100, 9000, 9500],
      format,
    }
    expect(spacedTicks(crowded, TEXT.wall)).toEqual([10, 50, 9000])
  })

  it('put every ranked member into exactly one bin, and a single one in the middle', () => {
    const many = Array.from({ length: 300 }, (_, index) => row(`m${index}`, 1 + index / 10))
    const all = distribution(many, 'speedup')?.bins.flatMap(({ memberIds }) => memberIds)
    expect(new Set(all).size).toBe(300)
    expect(all).toHaveLength(300)
    expect(distribution([row('ann', 3)], 'speedup')?.bins).toHaveLength(1)
    expect(distribution([], 'speedup')).toBeUndefined()
  })

  it('set the deck’s claim beside the class’s median of the same rung', () => {
    const claim = { speedup: 4, over: 'javascript/sequential', text: 'Four workers.' } as const
    const meta = {
      rungs: [{ ...rung('workers', 4, 0), label: '', exactness: 'exact', explain: '', scales: true, claim }],
    } as const
    const [check] = claimChecks([row('ann', 12, runs), row('bob', 1)], meta)
    expect(check).toMatchObject({ claimed: 4, count: 1, measured: { value: 6 } })
  })

  it('tells apart two rungs of which the deck says the same', () => {
    const claim = { speedup: 4, over: 'javascript/sequential', text: 'About 4 times faster.' } as const
    const claimed = { label: '', exactness: 'exact', explain: '', scales: true, claim } as const
    const meta = {
      rungs: [
        { ...rung('workers', 4, 0), ...claimed },
        { ...rung('threads', 4, 0), ...claimed },
      ],
    } as const
    const checks = claimChecks([row('ann', 12, runs)], meta)
    expect(new Set(checks.map((check) => check.rung)).size).toBe(2)
  })
})
