/** Compiles what stands in the editor, away from the page: typing is never held up. */
import { compile } from '@prange/kernels/compiler'
import type { CheckReply, CheckRequest } from './check.ts'

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  const { diagnostics } = compile(data.source)
  self.postMessage({ id: data.id, diagnostics: structuredClone(diagnostics) } satisfies CheckReply)
}
