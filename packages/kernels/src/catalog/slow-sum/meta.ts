import { njitRungs } from '../njit-meta.ts'
import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'

export const slowSumMeta: KernelMeta = {
  id: 'slow-sum',
  title: 'Slow sum',
  summary: 'Four sums of squares, pure CPU work: threads do not make it faster, cores do, and a compiler most of all.',
  itemNoun: 'addition',
  params: {
    n: { label: 'Numbers in each sum', min: 1000, max: 50_000_000, step: 1000, default: 5_000_000, scale: 'log' },
    tasks: { label: 'Sums', min: 1, max: 64, step: 1, default: 4 },
  },
  items: ({ n = 0, tasks = 0 }) => n * tasks,
  baseline: ['python/sequential', 'javascript/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential: 'CPython itself: every step of the loop is looked up, checked and counted by the interpreter.',
        threads: 'Threads take turns holding the one interpreter (the GIL): nothing here waits, so nothing is gained.',
        processes: 'Each process has an interpreter of its own, on a core of its own: as many times faster as cores.',
      },
      {
        share: 0.1,
        threads: 'tasks',
        claims: {
          processes: {
            speedup: 4,
            over: 'python/sequential',
            text: 'Four processes on four cores: about 4 times faster.',
          },
        },
      },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'JavaScript',
      exactness: 'exact',
      explain: 'One sum after the other on one core. The browser compiles the loop while it runs.',
      scales: false,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} tasks, one thread',
      exactness: 'exact',
      explain:
        'The sums take turns on one thread. Nobody ever waits here, so taking turns saves nothing: the same additions, on the same core.',
      scales: true,
      atOnce: 'tasks',
    },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain: 'Each Web Worker is a thread with its own memory on its own core: nearly as many times faster as cores.',
      scales: true,
      claim: {
        speedup: 4,
        over: 'javascript/sequential',
        text: 'Four processes on four cores: about 4 times faster.',
      },
    },
    ...njitRungs({
      explain:
        'The Python loop compiled to machine code. The compiler sees that the sum has a closed form and may not loop at all: too fast to time.',
      explainPrange: 'The same, shared between cores; there is next to nothing to share.',
    }),
    {
      engine: 'simd',
      strategy: 'sequential',
      label: 'SIMD',
      exactness: 'exact',
      explain:
        'Eight numbers at a time and no multiplication: the next square follows from this one by an addition. In 64 bits, so the sum wraps as it does in Numba.',
      scales: false,
    },
    {
      engine: 'simd',
      strategy: 'workers',
      label: 'SIMD, {workers} workers',
      exactness: 'exact',
      explain: 'Eight numbers at a time on every core.',
      scales: true,
    },
  ],
  checked:
    'Each sum must be exactly what this number type makes of it: integers, 64 bits that wrap, or rounded floats.',
}
