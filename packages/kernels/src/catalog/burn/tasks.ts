import { summing, summingSimd } from '../sums.ts'

const { inOrder, interleaved } = summing((total, lo, hi) => {
  for (let i = lo; i < hi; i++) total += (i * i) % 1000
  return total
})

export const burnTasks = {
  burn: inOrder,
  burnInterleaved: interleaved,
  burnSimd: summingSimd((simd) => simd.burnSum),
}
