/** The exact selection, worker's side: see assembly/var-sift.ts. */
import { Moved, type TaskContext } from '../../pool/index.ts'
import { jumpTo } from '../random/simd.ts'
import { FIRST_ADDRESS, ownSimd } from '../simd.ts'
import { bracket, narrower } from './order.ts'
import { NARROW_AT, SAMPLE, SCRATCH_BYTES, setPortfolio, SIFT_COUNTS, SLACK_BYTES } from './simd-tasks.ts'
import { NORMALS_PER_SIM, TRIES_PER_BLOCK, type StreamPart } from './split.ts'

export interface SiftPart extends StreamPart {
  /** The rank looked for among all parts' returns, as a share of them. */
  share: number
  /** How far to either side of the sample's quantile returns are kept. */
  standardErrors: number
}

export interface Sifted {
  low: number
  high: number
  /** Normals in the part's blocks. */
  normals: number
  /** Of the simulations that begin in the part, if the first begins at its normal 0, 1 or 2. */
  ways: { below: number; between: Float64Array }[]
}

const WAYS = [0, 1, 2]
/** About a millisecond. */
const SLICE_BLOCKS = 256
/** Tries of a block are accepted with π/4, and each gives two normals: about this many simulations. */
const SIMS_PER_BLOCK = (TRIES_PER_BLOCK * 2 * Math.PI) / 4 / NORMALS_PER_SIM
/** Most that a block can give: every try is accepted, and a few normals are left over from before. */
const MOST_PER_BLOCK = (2 * TRIES_PER_BLOCK + 8) / NORMALS_PER_SIM

export async function varSift(input: SiftPart, context: TaskContext): Promise<Moved<Sifted>> {
  const { seed, polynomial, blocks, share, standardErrors } = input
  const kept = FIRST_ADDRESS + SCRATCH_BYTES
  const scratch = FIRST_ADDRESS
  let room = 0
  let stride = 0
  const { simd, memory } = await ownSimd(SCRATCH_BYTES + 8 * SAMPLE + SLACK_BYTES)
  await jumpTo(simd, memory, scratch, seed, polynomial)
  setPortfolio(memory, scratch)

  // The first simulations are a sample that tells where the answer lies; then they are drawn again and sifted.
  const start = new Uint8Array(memory.buffer, scratch, SIFT_COUNTS).slice()
  simd.varStart(scratch, 0)
  const sampled = Math.min(SAMPLE, Math.ceil(blocks * SIMS_PER_BLOCK))
  simd.varSimulate(scratch, kept, sampled)
  let { low, high } = bracket(new Float64Array(memory.buffer, kept, sampled), share, standardErrors)
  new Uint8Array(memory.buffer, scratch, SIFT_COUNTS).set(start)
  simd.siftStart(scratch)

  let narrow = false
  for (let done = 0; done < blocks; done += SLICE_BLOCKS) {
    const count = Math.min(SLICE_BLOCKS, blocks - done)
    await makeRoom(count)
    simd.siftBlocks(scratch, count, low, high, kept, stride)
    context.progress(done * SIMS_PER_BLOCK)
    if (!narrow && done * SIMS_PER_BLOCK >= NARROW_AT) {
      narrow = true
      narrowDown()
    }
  }
  await makeRoom(1)
  const normals = counts()[0] as number
  simd.siftEnd(scratch, low, high, kept, stride)
  const ways = WAYS.map((way) => ({ below: counts()[1 + way] as number, between: list(way).slice() }))
  return new Moved(
    { low, high, normals, ways },
    ways.map(({ between }) => between.buffer),
  )

  /** As assembly/var-sift.ts keeps them: normals drawn, then below and kept for each way. */
  function counts(): Int32Array {
    return new Int32Array(memory.buffer, scratch + SIFT_COUNTS, 7)
  }

  function list(way: number): Float64Array {
    return new Float64Array(memory.buffer, kept + way * stride, counts()[4 + way])
  }

  /** Room in each list for whatever so many blocks give; what is kept so far moves to its new place. */
  async function makeRoom(blocks: number): Promise<void> {
    const wanted = Math.max(...WAYS.map((way) => list(way).length)) + blocks * MOST_PER_BLOCK
    if (wanted <= room) return
    const lists = WAYS.map((way) => list(way).slice())
    room = Math.ceil(2 * wanted)
    stride = 8 * room
    await ownSimd(SCRATCH_BYTES + 3 * stride + SLACK_BYTES)
    WAYS.forEach((way) => list(way).set(lists[way] as Float64Array))
  }

  /** So many returns know better where the answer lies: fewer have to be kept. */
  function narrowDown(): void {
    const [normals = 0, below = 0] = counts()
    const between = list(0).slice()
    ;({ low, high } = narrower({ low, high, below, between }, normals / NORMALS_PER_SIM, share, standardErrors))
    for (const way of WAYS) {
      const { byteOffset, length } = list(way)
      // In place: a value is written where it was read, or before.
      const packed = simd.partition64(byteOffset, length, low, high, byteOffset)
      counts()[1 + way]! += Number(packed >> 32n)
      counts()[4 + way] = Number(packed & 0xffffffffn)
    }
  }
}
