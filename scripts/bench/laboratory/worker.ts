/** The laboratory inside a page's worker, as the ladder's runner is: answers calls of its methods one after another. */
import { createLaboratory, type Laboratory } from './laboratory.ts'

export interface Call {
  method: keyof Laboratory
  args: unknown[]
}
export type Reply = { value: unknown } | { error: string }

const laboratory = createLaboratory()

self.onmessage = async ({ data: { method, args } }: MessageEvent<Call>) => {
  const call = laboratory[method] as (...args: unknown[]) => Promise<unknown>
  self.postMessage(
    await call(...args).then(
      (value): Reply => ({ value }),
      (error): Reply => ({ error: String(error) }),
    ),
  )
}
