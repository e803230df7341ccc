import { njitRungs } from '../njit-meta.ts'
import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'

export const blackScholesMeta: KernelMeta = {
  id: 'black-scholes',
  title: 'Black–Scholes',
  summary: 'A million options priced by formula: logarithms, roots and exponentials, each option by itself.',
  itemNoun: 'option',
  params: {
    options: { label: 'Options', min: 1000, max: 5_000_000, step: 1000, default: 1_000_000, scale: 'log' },
  },
  items: ({ options = 0 }) => options,
  baseline: ['python/sequential', 'javascript/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential:
          'CPython makes an object of every number between the operations: a hundred times the work of the formula.',
        threads: 'Threads take turns holding the one interpreter (the GIL): no faster.',
        processes: 'Each process draws the options and prices its share of them; only the sums come back.',
      },
      { share: 0.02 },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'JavaScript',
      exactness: 'exact',
      explain: 'One option after the other on one core, with the browser’s own log and exp.',
      scales: false,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} tasks, one thread',
      exactness: 'exact',
      explain: 'The tasks take turns on one thread: the same formulas on the same core.',
      scales: true,
    },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain:
        'Each worker prices its share in place where memory is shared; where it is not, every run sends the options out and the prices back.',
      scales: true,
    },
    ...njitRungs({
      explain: 'The Python loop compiled to machine code, one option after the other.',
      explainPrange: 'The options in chunks on every core, in place in shared memory.',
    }),
    {
      engine: 'simd',
      strategy: 'sequential',
      label: 'SIMD',
      exactness: 'exact',
      explain: 'Two options at a time, with logarithm and exponential written out for both at once.',
      scales: false,
    },
    {
      engine: 'simd',
      strategy: 'workers',
      label: 'SIMD, {workers} workers',
      exactness: 'exact',
      explain: 'Two options at a time on every core.',
      scales: true,
    },
  ],
  checked: 'The mean price must be the reference’s to nine digits.',
}
