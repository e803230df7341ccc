import { Moved, type TaskContext } from '../../pool/index.ts'
import { jumpTo } from '../random/simd.ts'
import { FIRST_ADDRESS, ownSimd, sharedSimd, type Simd } from '../simd.ts'
import { DEVIATIONS, MEANS, RETURN_MEAN, WEIGHTS } from './portfolio.ts'
import type { SimulationPart, StreamPart } from './split.ts'

/** `sort`: all returns in order. `select`: a sample now, a partition later. `fast`: the same, in float32. */
export type Method = 'sort' | 'select' | 'fast'

/** Where in a shared memory a part works, in bytes; a worker's own memory is laid out in the same way. */
export interface Place {
  memory: WebAssembly.Memory
  scratch: number
  data: number
  spare: number
}

export interface SimdPart extends SimulationPart {
  method: Method
  /** Which part of all, from 0: chooses a fast part's own streams. */
  part: number
  /** Returns to give back of this part's, evenly spread, to guess the answer from. */
  sample: number
  /** Give back the sorted return of this rank. */
  rank: number | undefined
  place: Place | undefined
  /** Where memory is not shared: leave the returns in the worker for the next task, rather than send them. */
  keep: boolean
}

export interface PartitionPart {
  method: Method
  count: number
  low: number
  high: number
  place: Place | undefined
  /** Returns that were sent; without them and without a place they were kept. */
  returns: Float64Array | Float32Array | undefined
}

/** As in assembly/var.ts: state, doubles, accepted tries, normals, what is left over; then nine numbers. */
const PORTFOLIO = 2496 + 2496 + 24 * 160 + 8 * 320 + 16
/** Six passes of 2048 counts; they lie behind the simulation's scratch. */
const COUNTS = PORTFOLIO + 80
const COUNTS_BYTES = 6 * 2048 * 4
/** Scratch memory of one part, in bytes, a multiple of 16. */
export const SCRATCH_BYTES = COUNTS + COUNTS_BYTES
/** Room beyond a part's returns: the fast kernel writes eight at a time, a partition one too many. */
export const SLACK_BYTES = 64

const SLICE = 16_384
const SLICE_BLOCKS = 512

export const varSimdTasks = {
  varCountSimd: async ({ seed, polynomial, blocks }: StreamPart): Promise<number> => {
    const { simd, memory } = await ownSimd(SCRATCH_BYTES)
    await jumpTo(simd, memory, FIRST_ADDRESS, seed, polynomial)
    let accepted = 0
    for (let left = blocks; left > 0; left -= SLICE_BLOCKS)
      accepted += simd.varCount(FIRST_ADDRESS, Math.min(SLICE_BLOCKS, left))
    return accepted
  },

  varSimd: async (input: SimdPart, context: TaskContext) => {
    const { simd, place } = await workplace(input.place, 8 * input.sims)
    const bytesEach = input.method === 'fast' ? 4 : 8
    if (input.method === 'fast') simulateFast(simd, place, input, context)
    else await simulateExact(simd, place, input, context)
    if (input.method === 'sort') sort(simd, place, input.sims)
    const View = bytesEach === 4 ? Float32Array : Float64Array
    const returns = new View(place.memory.buffer, place.data, input.sims)
    const sample = spreadSample(returns, input.sample)
    const atRank = input.rank === undefined ? undefined : returns[input.rank]
    const sent = input.place || input.keep ? undefined : returns.slice()
    return new Moved({ sample, atRank, returns: sent }, sent ? [sent.buffer as ArrayBuffer] : [])
  },

  varPartition: async ({ method, count, low, high, place: shared, returns }: PartitionPart) => {
    const { simd, place } = await workplace(shared, 8 * count)
    const fast = method === 'fast'
    const View = fast ? Float32Array : Float64Array
    if (returns) new View(place.memory.buffer, place.data, count).set(returns)
    const bytesEach = View.BYTES_PER_ELEMENT
    const partition = fast ? simd.partition32 : simd.partition64
    let below = 0
    let copied = 0
    for (let done = 0; done < count; done += SLICE) {
      const from = place.data + bytesEach * done
      const packed = partition(from, Math.min(SLICE, count - done), low, high, place.spare + bytesEach * copied)
      below += Number(packed >> 32n)
      copied += Number(packed & 0xffffffffn)
    }
    const between = new View(place.memory.buffer, place.spare, copied).slice()
    return new Moved({ below, between }, [between.buffer as ArrayBuffer])
  },
}

async function workplace(shared: Place | undefined, byteLength: number): Promise<{ simd: Simd; place: Place }> {
  if (shared) return { simd: await sharedSimd(shared.memory), place: shared }
  const room = byteLength + SLACK_BYTES
  const { simd, memory } = await ownSimd(SCRATCH_BYTES + 2 * room)
  const data = FIRST_ADDRESS + SCRATCH_BYTES
  return { simd, place: { memory, scratch: FIRST_ADDRESS, data, spare: data + room - (room % 16) } }
}

async function simulateExact(simd: Simd, { memory, scratch, data }: Place, input: SimdPart, context: TaskContext) {
  await jumpTo(simd, memory, scratch, input.seed, input.polynomial)
  new Float64Array(memory.buffer, scratch + PORTFOLIO, 9).set([...WEIGHTS, ...MEANS, ...DEVIATIONS])
  simd.varStart(scratch, input.skip)
  for (let done = 0; done < input.sims; done += SLICE) {
    simd.varSimulate(scratch, data + 8 * done, Math.min(SLICE, input.sims - done))
    context.progress(done)
  }
}

function simulateFast(simd: Simd, { memory, scratch, data }: Place, input: SimdPart, context: TaskContext) {
  simd.xoshiroSeed(scratch, input.seed, input.part)
  const coefficients = scratch + PORTFOLIO
  const scaled = WEIGHTS.map((weight, asset) => weight * (DEVIATIONS[asset] as number))
  new Float32Array(memory.buffer, coefficients, 4).set([...scaled, RETURN_MEAN])
  for (let done = 0; done < input.sims; done += SLICE) {
    const rounds = Math.ceil(Math.min(SLICE, input.sims - done) / 8)
    simd.varFast(scratch, coefficients, data + 4 * done, rounds)
    context.progress(done)
  }
}

/** Radix sort, least digit first; six passes, so the sorted returns are back where they were. */
function sort(simd: Simd, { memory, scratch, data, spare }: Place, count: number): void {
  const counts = scratch + COUNTS
  new Uint8Array(memory.buffer, counts, COUNTS_BYTES).fill(0)
  for (let done = 0; done < count; done += SLICE) simd.sortCount(data + 8 * done, Math.min(SLICE, count - done), counts)
  simd.sortOffsets(counts)
  for (let pass = 0; pass < 6; pass++) {
    const [from, to] = pass % 2 === 0 ? [data, spare] : [spare, data]
    for (let done = 0; done < count; done += SLICE)
      simd.sortMove(from + 8 * done, Math.min(SLICE, count - done), to, counts, pass)
  }
}

function spreadSample(returns: Float64Array | Float32Array, size: number): Float64Array {
  const count = Math.min(size, returns.length)
  return Float64Array.from({ length: count }, (_, i) => returns[Math.floor((i * returns.length) / count)] as number)
}
