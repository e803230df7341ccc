import type { LaneChange } from '@prange/kernels/python'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lane, createLaneBook, sharesOf, timeIn } from '../../../apps/web/src/lib/lab/lanes.ts'

const change = (state: LaneChange['state'], atMs: number): LaneChange => ({
  lane: 2,
  kind: 'thread',
  name: 'worker',
  state,
  atMs,
})
const laneOf = (...changes: LaneChange[]): Lane => {
  const [lane] = createLaneBook().apply(changes)
  if (!lane) throw new Error('the changes made no lane')
  return lane
}

describe('lanes', () => {
  it('add up what a thread computed and what it waited', () => {
    const lane = laneOf(change('running', 0), change('waiting', 10), change('running', 30), change('ended', 35))
    expect(timeIn(lane, 'running', 100)).toBe(15)
    expect(timeIn(lane, 'waiting', 100)).toBe(20)
    expect(lane.ended).toBe(true)
  })

  it('let the last stretch grow until it ends', () => {
    const lane = laneOf(change('running', 5))
    expect(timeIn(lane, 'running', 9)).toBe(4)
  })

  it('take the same state told twice as one stretch', () => {
    expect(laneOf(change('running', 0), change('running', 4)).spans).toHaveLength(1)
  })

  it('keep every millisecond when drawn as columns, however often the thread was switched', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 300 }), (steps) => {
        let atMs = 0
        const changes = steps.map((step, index) => change(index % 2 ? 'waiting' : 'running', (atMs += step)))
        const lane = laneOf(...changes, change('ended', atMs + 1))
        const nowMs = atMs + 1
        const shares = sharesOf(lane, 'running', nowMs, 64)
        const drawn = shares.reduce((sum, share) => sum + (share * nowMs) / 64, 0)
        expect(drawn).toBeCloseTo(timeIn(lane, 'running', nowMs), 6)
      }),
      { seed: 13 },
    )
  })
})
