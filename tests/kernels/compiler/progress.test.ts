import { describe, expect, it } from 'vitest'
import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { createTeam } from '../../../packages/kernels/src/pool/index.ts'
import { createRuntime, type Progress, type Value } from '../../../packages/kernels/src/runtime/index.ts'

const source = `
from numba import njit, prange
import math

@njit
def counted(n):
    total = 0.0
    for i in range(n):
        total += math.sin(i)
    return total

@njit
def backwards(n):
    total = 0.0
    for i in range(n, 0, -3):
        total += math.sin(i)
    return total

@njit
def called(n):
    return counted(n) + 1.0

@njit
def nested(n):
    total = 0.0
    for i in range(n):
        for j in range(n):
            total += math.sin(j)
    return total

@njit
def endless(n):
    i = 0
    while i < n:
        i += 1 + (i & 1)
    return i

@njit(parallel=True)
def split(n):
    total = 0.0
    for i in prange(n):
        total += math.sin(i)
    return total

@njit(parallel=True)
def repeated(n):
    total = 0.0
    for k in range(200):
        for i in prange(n):
            total += math.sin(i)
    return total
`

/** Every tick a function's loops give, throttling left out: the clock stands at a later second each time. */
async function ticksOf(name: string, args: Value[], workers = 1): Promise<Progress[]> {
  const told: Progress[] = []
  const team = workers > 1 ? createTeam(workers) : undefined
  await team?.ready()
  let second = 0
  const runtime = createRuntime({
    ...(team && { parallel: team }),
    onProgress: (progress) => told.push(progress),
    now: () => (second += 1000),
  })
  compile(source, { runtime }).functions.get(name)?.call(args)
  runtime.dispose()
  team?.dispose()
  return told
}

const rises = (told: Progress[]) =>
  told.every(({ fraction = 0 }, index) => fraction >= (told[index - 1]?.fraction ?? 0) && fraction <= 1)

describe('a long loop tells how far it is', () => {
  it.each([
    ['counted', 8],
    ['backwards', 15],
    ['called', 8],
  ])('%s', async (name, line) => {
    const told = await ticksOf(name, [1_000_000n])
    expect(told.length).toBeGreaterThan(5)
    expect(told.map((each) => each.line)).toEqual(told.map(() => line))
    expect(rises(told)).toBe(true)
    expect(told.at(-1)?.fraction).toBeGreaterThan(0.8)
  })

  it('by its outermost loop only', async () => {
    const told = await ticksOf('nested', [3000n])
    expect(new Set(told.map(({ line }) => line))).toEqual(new Set([26]))
    expect(rises(told)).toBe(true)
  })

  it('as far as anybody knows: a while loop has no end to compare with', async () => {
    const told = await ticksOf('endless', [1_000_000n])
    expect(new Set(told.map(({ fraction }) => fraction))).toEqual(new Set([undefined]))
  })

  it('when its chunks run here', async () => {
    const told = await ticksOf('split', [100_000n])
    expect(new Set(told.map(({ line }) => line))).toEqual(new Set([41]))
    expect(rises(told)).toBe(true)
    expect(told.at(-1)?.fraction).toBe(1)
  })

  it('when its chunks run on a pool', async () => {
    const told = await ticksOf('split', [20_000_000n], 2)
    expect(told.map(({ line }) => line)).toEqual(told.map(() => 41))
    expect(rises(told)).toBe(true)
  })

  it('and leaves that to the loop around a prange', async () => {
    const told = await ticksOf('repeated', [100n])
    expect(new Set(told.map(({ line }) => line))).toEqual(new Set([48]))
  })
})
