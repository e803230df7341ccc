import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../support/run-figures.json'
import {
  compareRows,
  placeRow,
  rankRows,
  RunSubmissionSchema,
  SORTS,
  type BoardRow,
  type Estimate,
  type NeededRows,
} from '../../apps/api/src/contract/index.ts'
import * as v from 'valibot'
import { anonymise } from '../../apps/api/src/domain/anonymise.ts'
import { take, type Bucket } from '../../apps/api/src/domain/bucket.ts'
import { newCode } from '../../apps/api/src/domain/codes.ts'
import { csvLine } from '../../apps/api/src/domain/csv.ts'
import { figuresOf } from '../../apps/api/src/domain/figures.ts'
import { bearerOf, hashOf, newKey, sameHash } from '../../apps/api/src/domain/keys.ts'
import { NAME_COUNT, pickName } from '../../apps/api/src/domain/names.ts'
import { pageOf } from '../../apps/api/src/domain/page.ts'
import { worldOf } from '../../apps/api/src/domain/world.ts'
import type { Engine, Strategy } from '../../packages/kernels/src/words.ts'
import { runOf } from './client.ts'

describe('figures', () => {
  const near = (actual: Estimate | null | undefined, expected: Estimate) => {
    for (const key of ['value', 'low', 'high'] as const) {
      expect(Math.abs((actual?.[key] ?? NaN) / expected[key] - 1)).toBeLessThan(1e-9)
    }
  }

  it('agree with the vectors made by SciPy, sample by sample', () => {
    for (const { samplesMs, medianMs } of vectors.medians) {
      const rung = { engine: 'python', strategy: 'sequential', workers: 1, items: 1, samplesMs } as const
      near(figuresOf('pi', [rung])[0]?.medianMs, medianMs)
    }
  })

  it('agree with the vectors for a whole ladder', () => {
    const rungs = vectors.ladder.map(({ rung }) => ({
      ...rung,
      engine: rung.engine as Engine,
      strategy: rung.strategy as Strategy,
    }))
    for (const [index, figures] of figuresOf('pi', rungs).entries()) {
      const expected = vectors.ladder[index]
      if (!expected) throw new Error('There are more figures than rungs.')
      near(figures.medianMs, expected.medianMs)
      near(figures.throughput, expected.throughput)
      near(figures.speedup, expected.speedup)
      near(figures.efficiency, expected.efficiency)
    }
  })

  it('stay finite whatever the samples', () => {
    const sample = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 86_400_000, noNaN: true }))
    const rung = (strategy: Strategy) =>
      fc.record({
        engine: fc.constant('python' as const),
        strategy: fc.constant(strategy),
        workers: fc.integer({ min: 1, max: 4096 }),
        items: fc.double({ min: 1e-9, max: 1e18, noNaN: true }),
        samplesMs: fc.array(sample, { minLength: 1, maxLength: 40 }),
      })
    fc.assert(
      fc.property(rung('sequential'), rung('processes'), (baseline, other) => {
        for (const { medianMs, throughput, speedup, efficiency } of figuresOf('pi', [baseline, other])) {
          for (const estimate of [medianMs, throughput, speedup, efficiency]) {
            expect(Object.values(estimate ?? {}).every(Number.isFinite)).toBe(true)
          }
        }
      }),
    )
  })

  it('measure downloads against JavaScript, everything else against Python first', () => {
    const rung = (engine: Engine, ms: number) =>
      ({ engine, strategy: 'sequential', workers: 1, items: 1, samplesMs: [ms] }) as const
    const rungs = [rung('python', 8), rung('javascript', 2)]
    expect(figuresOf('pi', rungs).map(({ speedup }) => speedup?.value)).toEqual([1, 4])
    expect(figuresOf('downloads', rungs).map(({ speedup }) => speedup?.value)).toEqual([0.25, 1])
  })
})

describe('the ranking', () => {
  const figure = fc.constantFrom(null, 1, 2, 2.5, 120)
  const row = fc.record({
    memberId: fc.constantFrom('a', 'b', 'c', 'd'),
    speedup: figure,
    throughput: fc.constantFrom(1, 10, 10.5),
    efficiency: figure,
    ranked: fc.boolean(),
    cores: fc.constantFrom(4, 8),
  })
  const rows = fc
    .array(row, { maxLength: 25 })
    .map((list) => list.map((entry, seq) => ({ ...entry, seq, runId: `r${seq}` }) as BoardRow))
  const sort = fc.constantFrom(...SORTS)

  it('is a total order: antisymmetric, transitive, and only a row equals itself', () => {
    fc.assert(
      fc.property(rows, sort, (list, by) => {
        const compare = compareRows(by)
        for (const a of list) {
          for (const b of list) {
            expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0)
            expect(compare(a, b) === 0).toBe(a === b)
            for (const c of list) if (compare(a, b) < 0 && compare(b, c) < 0) expect(compare(a, c)).toBeLessThan(0)
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('gives each member at most one rank, better rows better ranks, equal figures equal ranks', () => {
    fc.assert(
      fc.property(rows, sort, (list, by) => {
        const ranked = rankRows(list, by).filter(({ rank }) => rank !== null)
        expect(new Set(ranked.map(({ memberId }) => memberId)).size).toBe(ranked.length)
        for (const { rank, [by]: value } of ranked) {
          expect(rank).toBe(1 + ranked.filter((other) => (other[by] ?? -1) > (value ?? -1)).length)
        }
      }),
    )
  })

  it('does not depend on the order in which rows come', () => {
    fc.assert(
      fc.property(rows, sort, fc.constantFrom('best' as const, 'all' as const), (list, by, runs) => {
        expect(rankRows(list.toReversed(), by, runs)).toEqual(rankRows(list, by, runs))
      }),
    )
  })

  it('shows all runs on demand, each once', () => {
    fc.assert(
      fc.property(rows, sort, (list, by) => {
        expect(
          rankRows(list, by, 'all')
            .map(({ runId }) => runId)
            .sort(),
        ).toEqual(list.map(({ runId }) => runId).sort())
      }),
    )
  })

  it('needs of many runs only each member’s best by each figure, under every filter', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const needed: NeededRows = new Map()
        for (const row of all) placeRow(needed, row)
        const few = [...needed.values()].flat()
        for (const sort of SORTS) {
          for (const cores of [undefined, 4, 8]) {
            const [fromAll, fromFew] = [all, few].map((rows) =>
              rankRows(cores ? rows.filter((row) => row.cores === cores) : rows, sort).filter(({ rank }) => rank),
            )
            expect(fromFew).toEqual(fromAll)
          }
        }
        for (const group of needed.values()) expect(group.length).toBeLessThanOrEqual(SORTS.length)
      }),
    )
  })

  it('read a page at a time is the same as read at once', () => {
    fc.assert(
      fc.property(rows, sort, fc.integer({ min: 1, max: 5 }), (list, by, limit) => {
        const read: (string | undefined)[] = []
        let cursor: string | undefined
        do {
          const page = pageOf(list, { exercise: 'pi', sort: by, limit, cursor, runs: 'all' })
          if (!page.ok) throw new Error(page.fault.detail)
          read.push(...page.value.rows.map(({ runId }) => runId))
          cursor = page.value.nextCursor ?? undefined
        } while (cursor !== undefined)
        expect(read).toEqual(rankRows(list, by, 'all').map(({ runId }) => runId))
      }),
    )
  })

  it('refuses a cursor that is not its own', () => {
    for (const cursor of ['', '%', 'e30=', btoa('[1,2,3]'), btoa('[true,"x",1]')]) {
      const page = pageOf([], { exercise: 'pi', sort: 'speedup', limit: 1, cursor, runs: 'best' })
      expect(page).toMatchObject({ ok: false, fault: { kind: 'bad-request' } })
    }
  })
})

describe('anonymising', () => {
  const secret = 'Ada Lovelace <ada@example.org>'
  /** Runs with something personal in every place that takes a text, and in places nobody asked for. */
  const leaky = fc
    .record({
      name: fc.string({ maxLength: 20 }),
      text: fc.oneof(
        fc.constant(secret),
        fc.string({ maxLength: 60 }).map((text) => `${text}${secret}`),
      ),
      value: fc.oneof(fc.double({ noNaN: true }), fc.boolean(), fc.constant(secret)),
    })
    .map(({ name, text, value }) => {
      const run = runOf(2)
      return {
        ...run,
        [`x${name}`]: text,
        ip: '203.0.113.7',
        params: { darts: 5, [name]: 7, who: text.slice(0, 100), [secret]: 1 },
        checks: { seed: 42, answer: text, [name || 'x']: value, [secret]: true },
        device: { ...run.device, browser: text.slice(0, 80), os: 'Windows', userAgent: text },
        rungs: run.rungs.map((rung) => ({ ...rung, checksum: text, note: text })),
        quality: ['hidden', 'hidden', text.slice(0, 40)],
        appVersion: secret,
        ticket: secret,
      }
    })

  it('keeps the allow-list and nothing else, whatever comes', () => {
    fc.assert(
      fc.property(leaky, (submission) => {
        const parsed = v.safeParse(RunSubmissionSchema, submission)
        fc.pre(parsed.success)
        const kept = anonymise(parsed.output)
        expect(JSON.stringify(kept)).not.toMatch(/Ada|Lovelace|example|203\.0|Windows/)
        expect(Object.keys(kept).sort()).toEqual(
          'appVersion,checks,device,exercise,params,quality,rungs,schema,ticket'.split(','),
        )
        expect(kept).toMatchObject({ ticket: null, appVersion: 'other', quality: ['hidden'] })
        expect(kept.device).toMatchObject({ browser: 'other', os: 'windows' })
        expect(kept.params.darts).toBe(5)
        expect(kept.checks.seed).toBe(42)
      }),
    )
  })

  it('leaves an honest run as it is', () => {
    const run = runOf(2, {
      checks: { seed: 42, answer: '3.1415988', witness: '786', agrees: true },
      quality: ['not-isolated'],
    })
    const sums = run.rungs.map((rung) => ({ ...rung, checksum: '4×41666654166667500000', compileMs: 1.5, firstMs: 40 }))
    expect(anonymise({ ...run, rungs: sums })).toEqual({ ...run, rungs: sums })
  })
})

describe('names', () => {
  it('are two friendly words, and never the same twice', () => {
    const taken = new Set<string>()
    for (let i = 0; i < NAME_COUNT; i++) {
      const name = pickName(taken, Math.random)
      expect(name).toMatch(/^[a-z]+-[a-z]+$/)
      expect(taken.has(name)).toBe(false)
      taken.add(name)
    }
    expect(() => pickName(taken, Math.random)).toThrow('All 4096 names are taken')
  })
})

describe('keys and codes', () => {
  it('have 128 random bits, and match only themselves', async () => {
    const key = newKey()
    expect(key).toMatch(/^[\w-]{22}$/)
    expect(newKey()).not.toBe(key)
    expect(sameHash(await hashOf(key), await hashOf(key))).toBe(true)
    expect(sameHash(await hashOf(key), await hashOf(newKey()))).toBe(false)
    expect(sameHash(await hashOf(key), '')).toBe(false)
    expect(sameHash('ab', 'abab')).toBe(false)
  })

  it('come as Bearer only', () => {
    expect(bearerOf('Bearer abc-_1')).toBe('abc-_1')
    for (const header of [undefined, '', 'abc', 'Basic abc', 'Bearer', 'Bearer a b']) {
      expect(bearerOf(header)).toBeUndefined()
    }
  })

  it('use every letter of a code about as often', () => {
    const counts = new Map<string, number>()
    for (const letter of Array.from({ length: 2000 }, newCode).join(''))
      counts.set(letter, (counts.get(letter) ?? 0) + 1)
    expect(counts.size).toBe(31)
    // 12 000 letters, 387 of each, standard deviation 19: six of those either way.
    for (const count of counts.values()) expect(Math.abs(count - 387)).toBeLessThan(6 * 19)
  })
})

describe('a token bucket', () => {
  it('lets a burst and a steady trickle pass, and stops a flood', () => {
    let bucket: Bucket | undefined
    const passed = (everyMs: number, times: number, from: number) => {
      let count = 0
      for (let i = 0; i < times; i++) {
        const taken = take(bucket, from + i * everyMs)
        bucket = taken.bucket
        if (taken.retryAfterS === null) count += 1
        else expect(taken.retryAfterS).toBeGreaterThanOrEqual(1)
      }
      return count
    }
    expect(passed(0, 30, 0)).toBe(30)
    expect(passed(250, 100, 1000)).toBe(100)
    expect(passed(10, 1000, 100_000)).toBeLessThan(100)
  })
})

describe('CSV', () => {
  it('defuses formulas, quotes what must be, and leaves numbers alone', () => {
    expect(csvLine(['=1+1', '+1', '-1', '@x', '\tx', -1.5, 'a,b', 'say "hi"', null, true])).toBe(
      `'=1+1,'+1,'-1,'@x,'\tx,-1.5,"a,b","say ""hi""",,true\r\n`,
    )
  })

  it('never begins a cell with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = csvLine([text]).slice(0, -2)
        expect(cell.replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})

describe('the world', () => {
  it('shows groups of five runs, with the percentiles NumPy would give', () => {
    const entries = (count: number, cores: number) =>
      Array.from({ length: count }, (_, i) => ({ cores, browser: 'firefox' as const, speedup: i + 1 }))
    expect(worldOf('pi', [...entries(5, 4), ...entries(4, 8)]).groups).toEqual([
      { cores: 4, browser: 'firefox', runs: 5, speedup: { p10: 1.4, p25: 2, p50: 3, p75: 4, p90: 4.6 } },
    ])
  })
})
