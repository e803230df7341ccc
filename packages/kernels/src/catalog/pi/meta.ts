import { njitRungs } from '../njit-meta.ts'
import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'

export const piMeta: KernelMeta = {
  id: 'pi',
  title: 'Monte Carlo π',
  summary: 'Ten million random darts at a quarter circle: the loop that a compiler makes a hundred times faster.',
  itemNoun: 'dart',
  params: {
    darts: { label: 'Darts', min: 1000, max: 100_000_000, step: 1000, default: 10_000_000, scale: 'log' },
    method: { label: 'SIMD method', min: 0, max: 1, step: 1, default: 0, choices: ['exact', 'fast'] },
  },
  items: ({ darts = 0 }) => darts,
  baseline: ['python/sequential', 'javascript/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential: 'CPython calls NumPy twice for each dart; nearly all of the time goes into the calls.',
        threads: 'Threads take turns holding the one interpreter (the GIL); they share the random stream as well.',
        processes: 'Each process throws its share of the darts, from a seed of its own.',
      },
      { share: 0.02, exactness: 'streams' },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'JavaScript',
      exactness: 'exact',
      explain: 'The same generator and the same darts as NumPy, in plain JavaScript on one core.',
      scales: false,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} tasks, one thread',
      exactness: 'exact',
      explain: 'The tasks take turns on one thread. Throwing darts never waits, so nothing is gained.',
      scales: true,
    },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain:
        'Each worker jumps to its own place in the one stream of darts (by algebra, without drawing what lies before) and goes on from there: the same count as one worker.',
      scales: true,
    },
    ...njitRungs({
      explain: 'The Python loop compiled to machine code: the same darts as NumPy throws from this seed.',
      explainPrange: 'Chunks of darts on every core, each with a stream of its own; the same count on 1 or 16 workers.',
      exactness: 'streams',
    }),
    {
      engine: 'simd',
      strategy: 'sequential',
      label: 'SIMD',
      exactness: 'exact',
      explain:
        'Four darts at a time. Whether a dart is inside is decided in 32 bits from its leading digits; a block with a dart too near the circle is done again in 64.',
      scales: false,
      methods: {
        param: 'method',
        byValue: {
          1: {
            label: 'SIMD, fast',
            exactness: 'fast',
            explain:
              'A simpler generator (xoshiro128++), darts with coordinates of 16 bits, eight at a time: other darts, the same π.',
          },
        },
      },
    },
    {
      engine: 'simd',
      strategy: 'workers',
      label: 'SIMD, {workers} workers',
      exactness: 'exact',
      explain: 'Four darts at a time on every core, each at its own place in the one stream: still the same count.',
      scales: true,
      methods: {
        param: 'method',
        byValue: {
          1: {
            label: 'SIMD, fast, {workers} workers',
            exactness: 'fast',
            explain: 'Every core throws eight 16-bit darts at a time, from a stream of its own.',
          },
        },
      },
    },
  ],
  checked:
    'An exact rung must count precisely the darts that the reference counts; others must come within six standard errors of π.',
}
