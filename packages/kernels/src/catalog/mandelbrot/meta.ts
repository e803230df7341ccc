import { njitRungs } from '../njit-meta.ts'
import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'
import { heightOf } from './picture.ts'

export const mandelbrotMeta: KernelMeta = {
  id: 'mandelbrot',
  title: 'Mandelbrot',
  summary:
    'A picture that fills in as cores work: each row can be computed by anybody, and some rows take much longer.',
  itemNoun: 'pixel',
  params: {
    width: { label: 'Width', min: 3, max: 3000, step: 3, default: 900, unit: 'pixels' },
    limit: { label: 'Most steps', min: 10, max: 10_000, step: 10, default: 500, scale: 'log' },
  },
  items: ({ width = 0 }) => width * heightOf(width),
  // A share of the pixels is a coarser picture of the same set, whose pixels take as many steps.
  smaller: (params, share) => ({
    ...params,
    width: 3 * Math.max(1, Math.round(((params.width ?? 0) * Math.sqrt(share)) / 3)),
  }),
  baseline: ['python/sequential', 'javascript/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential: 'CPython steps pixel after pixel. Its picture is a tenth as wide, so that you need not wait.',
        threads: 'Threads take turns holding the one interpreter (the GIL): no faster.',
        processes: 'Bands of rows for interpreters of their own; whoever is free takes the next.',
      },
      { share: 0.01 },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'JavaScript',
      exactness: 'exact',
      explain: 'Row after row on one core.',
      scales: false,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} tasks, one thread',
      exactness: 'exact',
      explain: 'The tasks take turns, a band of rows each: one core, the same time.',
      scales: true,
    },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain:
        'Whoever is free takes the next band of rows. Rows through the set take longest, so fixed shares would leave workers waiting.',
      scales: true,
    },
    ...njitRungs({
      explain: 'The three nested Python loops compiled to machine code.',
      explainPrange: 'Rows in chunks on every core; whoever is free takes the next.',
    }),
    {
      engine: 'simd',
      strategy: 'sequential',
      label: 'SIMD',
      exactness: 'exact',
      explain: 'Four neighbouring pixels at a time, until the last of them has escaped.',
      scales: false,
    },
    {
      engine: 'simd',
      strategy: 'workers',
      label: 'SIMD, {workers} workers',
      exactness: 'exact',
      explain: 'Four pixels at a time, bands of rows taken by whichever core is free.',
      scales: true,
    },
  ],
  checked: 'Every pixel’s count must be the reference’s.',
}
