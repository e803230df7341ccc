import type { Rung } from '@prange/kernels/words'
import { waitAtEdge, waitFromBrowser, type Network, type WaitJob } from './wait.ts'

export interface DownloadRung {
  id: 'sequential' | 'threads' | 'edge'
  title: string
  /** What stands under its timeline. */
  explain: string
  strategy: Rung['strategy']
  workersOf(chosen: number): number
  wait(job: WaitJob, network: Network): Promise<number>
}

/** The three rungs of `downloads`, in the order they are run. */
export const DOWNLOAD_RUNGS: readonly DownloadRung[] = [
  {
    id: 'sequential',
    title: 'One after the other',
    explain: 'Each request leaves when the one before it has answered. Nothing overlaps, so the waits add up.',
    strategy: 'sequential',
    workersOf: () => 1,
    wait: waitFromBrowser,
  },
  {
    id: 'threads',
    title: 'Concurrent, from the browser',
    explain: 'One thread asks for several at once and waits for all of them together, as a thread pool does.',
    strategy: 'threads',
    workersOf: (chosen) => chosen,
    wait: waitFromBrowser,
  },
  {
    id: 'edge',
    title: 'Fan-out at the edge',
    explain: 'One request; the server waits for all the tickers with a pool of its own and streams each answer back.',
    strategy: 'edge',
    workersOf: (chosen) => chosen,
    wait: waitAtEdge,
  },
]
