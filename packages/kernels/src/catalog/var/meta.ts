import { njitRungs } from '../njit-meta.ts'
import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'

export const varMeta: KernelMeta = {
  id: 'var',
  title: 'Value at risk',
  summary: 'Ten million simulated days of a portfolio: a minute of pure Python, half a second with @njit.',
  itemNoun: 'simulation',
  params: {
    sims: { label: 'Simulations', min: 1000, max: 20_000_000, step: 1000, default: 10_000_000, scale: 'log' },
    method: {
      label: 'SIMD method',
      min: 0,
      max: 2,
      step: 1,
      default: 0,
      choices: ['exact, full sort', 'exact, selection', 'fast'],
    },
  },
  items: ({ sims = 0 }) => sims,
  baseline: ['python/sequential', 'javascript/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential: 'CPython makes four little arrays for each simulated day: the slow loop of the lesson.',
        threads: 'Threads take turns holding the one interpreter (the GIL): no faster.',
        processes: 'Each process simulates its share of the days, from a seed of its own; one sort at the end.',
      },
      { share: 0.003, exactness: 'streams' },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'JavaScript',
      exactness: 'exact',
      explain: 'The same normals as NumPy draws, three a day, then one big sort; plain JavaScript on one core.',
      scales: false,
      share: 0.05,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} tasks, one thread',
      exactness: 'exact',
      explain: 'The tasks take turns on one thread. Drawing and sorting never wait, so nothing is gained.',
      scales: true,
      share: 0.05,
    },
    {
      engine: 'javascript',
      strategy: 'workers',
      label: '{workers} workers',
      exactness: 'exact',
      explain:
        'First the workers count which tries will be accepted, so that all know their place in the one stream of normals; then each draws and sorts its own share.',
      scales: true,
      share: 0.05,
    },
    ...njitRungs({
      explain: 'The Python function compiled to machine code: no interpreter between one simulation and the next.',
      explainPrange:
        'Simulations in chunks on every core, each chunk with a stream of its own; then one sort on one core.',
      exactness: 'streams',
      claim: { speedup: 120, over: 'python/sequential', text: 'A minute becomes half a second: 120 times faster.' },
      claimPrange: { speedup: 400, over: 'python/sequential', text: 'With prange about 0.15 s: 400 times faster.' },
    }),
    {
      engine: 'simd',
      strategy: 'sequential',
      label: 'SIMD',
      exactness: 'exact',
      explain:
        'Two normals at a time, no array in between, and a sort that deals the returns into 2048 piles by size, each small enough for the cache.',
      scales: false,
      methods: {
        param: 'method',
        byValue: {
          1: {
            label: 'SIMD, selection',
            explain:
              'Only one of ten million sorted returns is used. A sample says between which two values it lies; of the others it is enough to count those below, and none is kept.',
          },
          2: {
            label: 'SIMD, fast',
            exactness: 'fast',
            explain: 'A simpler generator, 32-bit normals (Box–Muller), eight days at a time, and selection.',
          },
        },
      },
    },
    {
      engine: 'simd',
      strategy: 'workers',
      label: 'SIMD, {workers} workers',
      exactness: 'exact',
      explain: 'The same on every core: each sorts its own share, and the answer is found between the sorted shares.',
      scales: true,
      methods: {
        param: 'method',
        byValue: {
          1: {
            label: 'SIMD, selection, {workers} workers',
            explain:
              'Each core draws its share, counts what lies below and keeps what is near, for all three ways to cut the stream into days: which one is right is known when the share before it is done.',
          },
          2: {
            label: 'SIMD, fast, {workers} workers',
            exactness: 'fast',
            explain: 'Every core draws 32-bit normals from a stream of its own, eight days at a time.',
          },
        },
      },
    },
  ],
  checked:
    'An exact rung must give the reference’s return to nine digits; a fast one must come within six standard errors of the true quantile.',
}
