import { onePerWorker, oneAfterTheOther, takingTurns } from '../sums.ts'

export const sequential = oneAfterTheOther('javascript/sequential', 'burn')
export const threads = takingTurns('burnInterleaved')
export const workers = onePerWorker('javascript/workers', 'burn')
export const simdSequential = oneAfterTheOther('simd/sequential', 'burnSimd')
export const simdWorkers = onePerWorker('simd/workers', 'burnSimd')
