import { summing, summingSimd } from '../sums.ts'

const { inOrder, interleaved } = summing((total, lo, hi) => {
  for (let i = lo; i < hi; i++) total += i * i
  return total
})

export const slowSumTasks = {
  slowSum: inOrder,
  slowSumInterleaved: interleaved,
  slowSumSimd: summingSimd((simd) => simd.addSquaresSimd),
}
