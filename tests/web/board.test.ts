import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SORTS, type BoardRow, type ClassInfo, type LiveMessage } from '@prange/api/contract'
import {
  applyMessage,
  EMPTY_BOARD,
  exercisesOf,
  filtersOf,
  onlyNeeded,
  rowsOf,
  type BoardState,
} from '../../apps/web/src/lib/class/board.ts'
import { ordinal } from '../../apps/web/src/lib/class/words.ts'

fc.configureGlobal({ seed: 13 })

const info: ClassInfo = {
  code: 'ABC234',
  title: '',
  state: 'open',
  memberCount: 1,
  runCount: 0,
  createdAt: 0,
  expiresAt: 1,
  revealNames: true,
  allowUnverified: false,
  exercises: [],
}

function row(seq: number, change: Partial<BoardRow> = {}): BoardRow {
  return {
    rank: null,
    runId: `r${seq}`,
    memberId: `m${seq}`,
    name: `member-${seq}`,
    exercise: 'pi',
    engine: 'njit',
    strategy: 'prange',
    workers: 4,
    speedup: seq,
    speedupLow: seq,
    speedupHigh: seq,
    throughput: 1e6,
    efficiency: 0.9,
    rungs: [],
    cores: 4,
    browser: 'chrome',
    browserMajor: 156,
    os: 'linux',
    isolated: true,
    quality: [],
    flags: [],
    ranked: true,
    at: seq,
    seq,
    ...change,
  }
}

const after = (...messages: LiveMessage[]) => messages.reduce<BoardState>(applyMessage, EMPTY_BOARD)
const snapshot = (rows: BoardRow[], complete = true): LiveMessage => ({
  type: 'snapshot',
  class: info,
  seq: rows.length,
  complete,
  rows,
})
const view = { exercise: 'pi', sort: 'speedup', runs: 'best' } as const

describe('the board of a class', () => {
  it('is the same however the runs arrive: live, doubled, or all at once after a break', () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(arrivals, fc.nat(), (seqs, at) => {
        const rows = seqs.map((seq) => row(seq))
        const cut = at % rows.length
        const live = after(
          snapshot([]),
          ...rows.map((each): LiveMessage => ({ type: 'run', seq: each.seq, rows: [each] })),
        )
        const broken = after(snapshot(rows.slice(0, cut)), snapshot(rows.slice(cut), false))
        const whole = after(snapshot(rows))
        const ranks = (state: BoardState) => rowsOf(state.rows.values(), view).map(({ runId, rank }) => [runId, rank])
        expect(ranks(live)).toEqual(ranks(whole))
        expect(ranks(broken)).toEqual(ranks(whole))
      }),
    )
  })

  it('is the same without the runs that it does not need, of which there are thousands', () => {
    const rows = Array.from({ length: 3000 }, (_, seq) =>
      row(seq, {
        memberId: `m${seq % 40}`,
        speedup: (seq * 7919) % 101,
        throughput: (seq * 104_729) % 977,
        cores: seq % 3,
      }),
    )
    const all = after(snapshot(rows))
    const few = onlyNeeded(all)
    expect(few.rows.size).toBeLessThan(40 * 3 * 3)
    for (const sort of SORTS) {
      for (const cores of [{}, { cores: 1 }]) {
        const shown = ({ rows }: BoardState) => rowsOf(rows.values(), { ...view, ...cores, sort })
        expect(shown(few)).toEqual(shown(all))
      }
    }
  })

  it('a complete snapshot forgets what was removed meanwhile', () => {
    expect([...after(snapshot([row(1), row(2)]), snapshot([row(2)])).rows.keys()]).toEqual(['r2'])
  })

  it('loses a removed run, and with a removed member all of theirs', () => {
    const rows = [row(1), row(2, { memberId: 'm1' }), row(3), row(4)]
    const state = after(snapshot(rows), { type: 'removed', seq: 5, runIds: ['r4'], memberIds: ['m1'] })
    expect([...state.rows.keys()]).toEqual(['r3'])
    expect(state.seq).toBe(5)
  })

  it('shows one run a member, ties on one rank, and a flagged run without a rank at the end', () => {
    const rows = [
      row(1, { memberId: 'ann', speedup: 3 }),
      row(2, { memberId: 'ann', speedup: 4 }),
      row(3, { memberId: 'bob', speedup: 4 }),
      row(4, { memberId: 'cyd', speedup: 2 }),
      row(5, { memberId: 'dan', speedup: 99, ranked: false, flags: ['too-fast'] }),
    ]
    const shown = rowsOf(rows, view)
    expect(shown.map(({ memberId, rank }) => [memberId, rank])).toEqual([
      ['ann', 1],
      ['bob', 1],
      ['cyd', 3],
      ['dan', null],
    ])
    expect(rowsOf(rows, { ...view, runs: 'all' })).toHaveLength(5)
  })

  it('ranks among themselves those a filter leaves', () => {
    const rows = [
      row(9, { cores: 16 }),
      row(5, { cores: 4 }),
      row(3, { cores: 4, browser: 'firefox' }),
      row(8, { exercise: 'var' }),
    ]
    expect(rowsOf(rows, { ...view, cores: 4 }).map(({ rank, runId }) => [rank, runId])).toEqual([
      [1, 'r5'],
      [2, 'r3'],
    ])
    expect(filtersOf(rows, 'pi')).toEqual({ cores: [4, 16], browsers: ['chrome', 'firefox'], engines: ['njit'] })
  })

  it('follows the class itself: state, members, and which exercise is the latest', () => {
    const state = after(
      snapshot([row(1)]),
      { type: 'state', class: { ...info, state: 'closed', exercises: ['pi'] } },
      { type: 'members', memberCount: 12 },
      { type: 'run', seq: 2, rows: [row(2, { exercise: 'var' })] },
    )
    expect(state.info).toMatchObject({ state: 'closed', memberCount: 12, exercises: ['var', 'pi'] })
    expect(exercisesOf(state)).toEqual(['var', 'pi'])
    expect(exercisesOf({ ...state, rows: new Map([['r1', row(1)]]) })).toEqual(['pi'])
  })
})

describe('places', () => {
  it('are counted in English', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
      '103rd',
      '111th',
    ])
  })
})
