import type { NjitKernel } from '../njit.ts'
import { pictureAnswer, pictureOf } from './picture.ts'

export const mandelbrotNjit: NjitKernel = {
  functions: { sequential: 'mandelbrot', prange: 'mandelbrot_parallel' },
  open: (runtime, { params }) => {
    const { width, height, limit, left, top, step } = pictureOf(params)
    const counts = runtime.allocate('int32', [width * height])
    return {
      args: [BigInt(width), BigInt(height), BigInt(limit), left, top, step, counts],
      answer: () => pictureAnswer([new Uint16Array(runtime.elements(counts) as Int32Array)]),
    }
  },
}
