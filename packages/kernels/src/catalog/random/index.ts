export { POLYNOMIAL_WORDS, STREAM_BLOCKS, jump, jumpPolynomial } from './jump.ts'
export { Normals } from './normals.ts'
export { Mt19937, WORDS, refill, seeded } from './mt19937.ts'
