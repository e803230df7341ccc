import { njitRungs } from '../njit-meta.ts'
import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'

export const burnMeta: KernelMeta = {
  id: 'burn',
  title: 'Burn',
  summary: 'Four loops of fifty million steps: watch every core go to 100 %.',
  itemNoun: 'step',
  params: {
    n: { label: 'Steps in each task', min: 1000, max: 50_000_000, step: 1000, default: 50_000_000, scale: 'log' },
    tasks: { label: 'Tasks', min: 1, max: 64, step: 1, default: 4 },
  },
  items: ({ n = 0, tasks = 0 }) => n * tasks,
  baseline: ['python/sequential', 'javascript/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential: 'CPython itself, one task after the other on one core.',
        threads: 'Threads take turns holding the one interpreter (the GIL): one core is busy, the others wait.',
        processes: 'An interpreter on every core: watch them all go to 100 %.',
      },
      { share: 0.01 },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'JavaScript',
      exactness: 'exact',
      explain:
        'One task after the other on one core. i² does not fit 32 bits, so the browser divides floating-point numbers.',
      scales: false,
      share: 0.1,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} tasks, one thread',
      exactness: 'exact',
      explain: 'The tasks take turns on one thread: one core is at 100 %, the others are idle.',
      scales: true,
      atOnce: 'tasks',
      share: 0.1,
    },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain: 'Each worker takes a task to its own core: as many cores at 100 % as there are workers.',
      scales: true,
      share: 0.1,
      claim: { speedup: 4, over: 'javascript/sequential', text: 'All four cores at 100 %.' },
    },
    ...njitRungs({
      explain: 'The Python loop compiled to machine code; a remainder by a constant becomes a multiplication.',
      explainPrange: 'Every core takes chunks of the same loop: all of them at 100 %.',
    }),
    {
      engine: 'simd',
      strategy: 'sequential',
      label: 'SIMD',
      exactness: 'exact',
      explain:
        'Sixteen steps at a time, and no division at all: the remainder of the next square follows from this one by an addition and, at most, one subtraction.',
      scales: false,
    },
    {
      engine: 'simd',
      strategy: 'workers',
      label: 'SIMD, {workers} workers',
      exactness: 'exact',
      explain: 'Sixteen steps at a time on every core.',
      scales: true,
    },
  ],
  checked: 'Each sum must be exactly right; all engines agree, because nothing overflows or rounds here.',
}
