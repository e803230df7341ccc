import { Moved, type TaskContext } from '../../pool/index.ts'
import { jumpTo } from '../random/simd.ts'
import { FIRST_ADDRESS, ownSimd, sharedSimd, type Simd } from '../simd.ts'
import { bracket, narrower } from './order.ts'
import { DEVIATIONS, MEANS, RETURN_MEAN, WEIGHTS } from './portfolio.ts'
import { varSift } from './sift-task.ts'
import type { SimulationPart, StreamPart } from './split.ts'

/** Where in a memory a part works, in bytes. */
export interface Place {
  memory: WebAssembly.Memory
  scratch: number
  data: number
  spare: number
}

export interface SortPart extends SimulationPart {
  /** Its place where memory is shared; a worker's own memory is laid out in the same way. */
  place: Place | undefined
  /** Give back the sorted return of this rank, rather than all. */
  rank: number | undefined
}

export interface SelectPart extends SimulationPart {
  /** Float32 normals of a stream of its own, rather than NumPy's. */
  fast: boolean
  /** Which part of all, from 0: chooses a fast part's stream. */
  part: number
  /** The rank looked for among all parts' returns, as a share of them. */
  share: number
  /** How far to either side of the sample's quantile returns are kept; infinite: all are. */
  standardErrors: number
}

/** What a part knows of its returns: those from low to high, and how many are below. */
export interface Selected {
  low: number
  high: number
  below: number
  between: Float64Array | Float32Array
}

/** As in assembly/var.ts: state, accepted tries, normals, what is left over; then nine numbers. */
const PORTFOLIO = 2496 + 16 * 160 + 8 * 320 + 16
/** As in assembly/sort.ts: low and scale, piles, bins, counts of the radix sort; behind the simulation's scratch. */
const SORT = PORTFOLIO + 80
/** As in assembly/var-sift.ts, which does not sort: seven counts. */
export const SIFT_COUNTS = PORTFOLIO + 80
const SORT_BYTES = 16 + 4 * (2048 + 8192 + 6 * 2048)
/** Scratch memory of one part, in bytes, a multiple of 16. */
export const SCRATCH_BYTES = SORT + SORT_BYTES
/** Room beyond a part's returns: the fast kernel writes eight at a time, a partition one too many. */
export const SLACK_BYTES = 64

const SLICE = 16_384
const SLICE_BLOCKS = 512
/** Returns looked at to guess where the answer lies: the more, the fewer have to be kept. */
export const SAMPLE = 2 * SLICE
/** So many returns know four times better where it lies: what was kept is gone through once more, and less is kept. */
export const NARROW_AT = 16 * SAMPLE

export const varSimdTasks = {
  varSift,

  varCountSimd: async ({ seed, polynomial, blocks }: StreamPart): Promise<number> => {
    const { simd, memory } = await ownSimd(SCRATCH_BYTES)
    await jumpTo(simd, memory, FIRST_ADDRESS, seed, polynomial)
    let accepted = 0
    for (let left = blocks; left > 0; left -= SLICE_BLOCKS)
      accepted += simd.varCount(FIRST_ADDRESS, Math.min(SLICE_BLOCKS, left))
    return accepted
  },

  varSort: async (input: SortPart, context: TaskContext) => {
    const { sims, rank } = input
    if (sims === 0) return new Moved({ atRank: undefined, returns: new Float64Array() }, [])
    const { simd, place } = await workplace(input.place, 8 * sims)
    const { memory, scratch, data, spare } = place
    const simulate = await exactly(simd, place, input)
    const sorting = scratch + SORT
    forSlices(sims, (from, count) => {
      simulate(data + 8 * from, count)
      if (from === 0) simd.sortStart(data, count, sorting)
      simd.sortCount(data + 8 * from, count, sorting)
      context.progress(from)
    })
    simd.sortOffsets(sorting)
    forSlices(sims, (from, count) => simd.sortDeal(data + 8 * from, count, spare, sorting))
    for (let pile = 0; pile >= 0;) pile = simd.sortPiles(spare, data, pile, sorting)

    const returns = new Float64Array(memory.buffer, data, sims)
    const atRank = rank === undefined ? undefined : returns[rank]
    const sent = input.place || rank !== undefined ? undefined : returns.slice()
    return new Moved({ atRank, returns: sent }, sent ? [sent.buffer] : [])
  },

  /** Keeps only returns near the one looked for: after a sample has told where that is, the others are counted. */
  varSelect: async (input: SelectPart, context: TaskContext): Promise<Moved<Selected>> => {
    const { sims, fast, share, standardErrors } = input
    const View = fast ? Float32Array : Float64Array
    const bytesEach = View.BYTES_PER_ELEMENT
    const drawn = FIRST_ADDRESS + SCRATCH_BYTES
    const kept = drawn + bytesEach * SAMPLE + SLACK_BYTES
    const room = (count: number) => ownSimd(kept + bytesEach * count + SLACK_BYTES - FIRST_ADDRESS)
    const { simd, memory } = await room(2 * SAMPLE)
    const place = { memory, scratch: FIRST_ADDRESS, data: drawn, spare: kept }
    const simulate = fast ? quickly(simd, place, input) : await exactly(simd, place, input)
    const partition = fast ? simd.partition32 : simd.partition64

    const sampled = Math.min(SAMPLE, sims)
    forSlices(sampled, (from, count) => simulate(drawn + bytesEach * from, count))
    let { low, high } = bracket(new View(memory.buffer, drawn, sampled), share, standardErrors)
    let below = 0
    let keptCount = 0
    const keep = (from: number, count: number) => {
      const packed = partition(from, count, low, high, kept + bytesEach * keptCount)
      below += Number(packed >> 32n)
      keptCount += Number(packed & 0xffffffffn)
    }
    forSlices(sampled, (from, count) => keep(drawn + bytesEach * from, count))
    for (let done = sampled; done < sims; done += SLICE) {
      if (done === NARROW_AT) {
        const known = new View(memory.buffer, kept, keptCount).slice()
        ;({ low, high } = narrower({ low, high, below, between: known }, done, share, standardErrors))
        const count = keptCount
        keptCount = 0
        // In place: a value is written where it was read, or before.
        keep(kept, count)
      }
      const count = Math.min(SLICE, sims - done)
      simulate(drawn, count)
      await room(keptCount + count)
      keep(drawn, count)
      context.progress(done)
    }
    const between = new View(memory.buffer, kept, keptCount).slice()
    return new Moved({ low, high, below, between }, [between.buffer])
  },
}

function forSlices(total: number, run: (from: number, count: number) => void): void {
  for (let from = 0; from < total; from += SLICE) run(from, Math.min(SLICE, total - from))
}

async function workplace(shared: Place | undefined, byteLength: number): Promise<{ simd: Simd; place: Place }> {
  if (shared) return { simd: await sharedSimd(shared.memory), place: shared }
  const room = byteLength + SLACK_BYTES
  const { simd, memory } = await ownSimd(SCRATCH_BYTES + 2 * room)
  const data = FIRST_ADDRESS + SCRATCH_BYTES
  return { simd, place: { memory, scratch: FIRST_ADDRESS, data, spare: data + room - (room % 16) } }
}

type Simulate = (out: number, count: number) => void

async function exactly(simd: Simd, { memory, scratch }: Place, part: SimulationPart): Promise<Simulate> {
  await jumpTo(simd, memory, scratch, part.seed, part.polynomial)
  setPortfolio(memory, scratch)
  simd.varStart(scratch, part.skip)
  return (out, count) => simd.varSimulate(scratch, out, count)
}

export function setPortfolio(memory: WebAssembly.Memory, scratch: number): void {
  new Float64Array(memory.buffer, scratch + PORTFOLIO, 9).set([...WEIGHTS, ...MEANS, ...DEVIATIONS])
}

function quickly(simd: Simd, { memory, scratch }: Place, { seed, part }: SelectPart): Simulate {
  simd.xoshiroSeed(scratch, seed, part)
  const coefficients = scratch + PORTFOLIO
  const scaled = WEIGHTS.map((weight, asset) => weight * (DEVIATIONS[asset] as number))
  new Float32Array(memory.buffer, coefficients, 4).set([...scaled, RETURN_MEAN])
  return (out, count) => simd.varFast(scratch, coefficients, out, Math.ceil(count / 8))
}
