/** The hand-tuned kernels of packages/kernels/assembly, inside a worker. Their addresses and memory are the caller's. */
import { readBytes } from './read-asset.ts'

export interface Simd {
  mtSeed(state: number, seed: number): void
  mtRefill(state: number): void
  mtStream(state: number, stream: number, blocks: number): void
  mtJump(result: number, stream: number, polynomial: number, from: number, to: number): void
  xoshiroSeed(state: number, seed: number, part: number): void
  piExact(state: number, blocks: number): number
  piBlock(state: number, darts: number): number
  piFast(state: number, rounds: number): number
  addSquares(lo: bigint, hi: bigint): bigint
  addSquaresSimd(lo: bigint, hi: bigint): bigint
  burnSum(lo: bigint, hi: bigint): bigint
  varCount(scratch: number, blocks: number): number
  varStart(scratch: number, skip: number): void
  varSimulate(scratch: number, out: number, sims: number): void
  siftStart(scratch: number): void
  siftBlocks(scratch: number, blocks: number, low: number, high: number, out: number, stride: number): void
  siftEnd(scratch: number, low: number, high: number, out: number, stride: number): void
  varFast(state: number, coefficients: number, out: number, rounds: number): void
  sortStart(sample: number, n: number, scratch: number): void
  sortCount(data: number, n: number, scratch: number): void
  sortOffsets(scratch: number): void
  sortDeal(data: number, n: number, to: number, scratch: number): void
  sortPiles(from: number, to: number, pile: number, scratch: number): number
  partition64(data: number, n: number, low: number, high: number, out: number): bigint
  blackScholes(
    spot: number,
    strike: number,
    years: number,
    out: number,
    n: number,
    rate: number,
    volatility: number,
  ): void
  mandelbrotRow(out: number, pixels: number, re: number, im: number, step: number, limit: number): void
  partition32(data: number, n: number, low: number, high: number, out: number): bigint
}

/** Where a worker's own memory begins to be used: address 0 stays free, so that a forgotten address is noticed. */
export const FIRST_ADDRESS = 1024

const PAGE_BYTES = 65_536
/** As in scripts/build-kernels.mjs. */
const MAXIMUM_PAGES = 16_384

interface Own {
  simd: Simd
  memory: WebAssembly.Memory
}

let own: Promise<Own> | undefined

/** This worker's instance on a memory of its own, at least so large; contents are whatever the last caller left. */
export async function ownSimd(byteLength: number): Promise<Own> {
  own ??= instantiate(new URL('../../build/simd.wasm', import.meta.url), makeMemory(0))
  own.catch(() => (own = undefined))
  const made = await own
  const missing = FIRST_ADDRESS + byteLength - made.memory.buffer.byteLength
  if (missing > 0) made.memory.grow(Math.ceil(missing / PAGE_BYTES))
  return made
}

/** An instance on memory that other workers share. */
export const sharedSimd = async (memory: WebAssembly.Memory): Promise<Simd> =>
  (await instantiate(new URL('../../build/simd-shared.wasm', import.meta.url), memory)).simd

/** A memory for the kernels, zeroed. */
export function makeMemory(byteLength: number, shared = false): WebAssembly.Memory {
  const initial = Math.ceil((FIRST_ADDRESS + byteLength) / PAGE_BYTES)
  return new WebAssembly.Memory({ initial, maximum: MAXIMUM_PAGES, shared })
}

const modules = new Map<string, Promise<WebAssembly.Module>>()

async function instantiate(url: URL, memory: WebAssembly.Memory): Promise<Own> {
  let module = modules.get(url.href)
  if (!module) {
    module = readBytes(url).then((bytes) => WebAssembly.compile(bytes))
    modules.set(url.href, module)
    module.catch(() => modules.delete(url.href))
  }
  const instance = await WebAssembly.instantiate(await module, { env: { memory } })
  return { simd: instance.exports as unknown as Simd, memory }
}
