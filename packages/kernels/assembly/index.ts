/**
 * The hand-tuned kernels, one WASM module for all of them. No runtime and no allocator: whoever calls owns the memory
 * and passes addresses. Each export works through a slice of about a millisecond and keeps its state in memory, because
 * V8 cannot replace a loop that is already running by a faster one: the next call gets the fast code.
 */
export { mtSeed, mtRefill, mtStream, mtJump } from "./mt19937";
export { xoshiroSeed } from "./xoshiro";
export { piExact, piBlock, piFast } from "./pi";
export { addSquares, addSquaresSimd } from "./slow-sum";
export { burnSum } from "./burn";
export { blackScholes } from "./black-scholes";
export { mandelbrotRow } from "./mandelbrot";
export { varCount, varStart, varSimulate } from "./var";
export { siftStart, siftBlocks, siftEnd } from "./var-sift";
export { varFast } from "./var-fast";
export { sortStart, sortCount, sortOffsets, sortDeal, sortPiles } from "./sort";
export { partition64, partition32 } from "./order";
