import { onePerWorker, oneAfterTheOther, takingTurns } from '../sums.ts'

export const sequential = oneAfterTheOther('javascript/sequential', 'slowSum')
export const threads = takingTurns('slowSumInterleaved')
export const workers = onePerWorker('javascript/workers', 'slowSum')
export const simdSequential = oneAfterTheOther('simd/sequential', 'slowSumSimd')
export const simdWorkers = onePerWorker('simd/workers', 'slowSumSimd')
