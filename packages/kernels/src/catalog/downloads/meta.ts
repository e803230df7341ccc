import { pythonRungs } from '../python/meta.ts'
import type { KernelMeta } from '../types.ts'

export const downloadsMeta: KernelMeta = {
  id: 'downloads',
  title: 'Downloads',
  summary: 'Six downloads of one second each: waiting costs nothing, so it can all happen at once.',
  itemNoun: 'download',
  params: {
    tickers: { label: 'Tickers', min: 1, max: 500, step: 1, default: 6 },
    delayMs: { label: 'Each takes', min: 0, max: 10_000, step: 50, default: 1000, unit: 'ms' },
  },
  items: ({ tickers = 0 }) => tickers,
  baseline: ['javascript/sequential', 'python/sequential'],
  rungs: [
    ...pythonRungs(
      {
        sequential: 'CPython waits for each download before it asks for the next: the waits add up.',
        threads: 'While one thread waits it lets the interpreter go, so the others ask meanwhile: all wait at once.',
      },
      {
        share: 1,
        claims: {
          threads: { speedup: 6, over: 'python/sequential', text: 'Six one-second downloads: about 1 s instead of 6.' },
        },
      },
    ),
    {
      engine: 'javascript',
      strategy: 'sequential',
      label: 'One after the other',
      exactness: 'exact',
      explain: 'Each download starts when the one before it is there: the waits add up.',
      scales: false,
    },
    {
      engine: 'javascript',
      strategy: 'threads',
      label: '{workers} at a time, from the browser',
      exactness: 'exact',
      explain:
        'All waits happen at the same time. A browser keeps six connections to one host over HTTP/1.1, so with more than six the seventh waits for a free one, whatever max_workers says.',
      scales: true,
      claim: { speedup: 6, over: 'javascript/sequential', text: 'Six one-second downloads: about 1 s instead of 6.' },
    },
    {
      engine: 'javascript',
      strategy: 'edge',
      label: '{workers} at a time, at the edge',
      exactness: 'exact',
      explain:
        'One request; the server fans out and streams each answer back as it comes. Your connections do not count.',
      scales: true,
    },
  ],
  checked: 'Every ticker must be answered exactly once.',
}
