import type { Answer } from '../types.ts'
import { tickers } from './tickers.ts'

/** What `count` tickers, each answered once, come to. */
export const downloadsReference = (count: number): Answer => downloadsAnswer(tickers(count))

/** Who was answered, in any order. Prices are made up anew each time and are no part of the answer. */
export function downloadsAnswer(answered: string[]): Answer {
  const distinct = new Set(answered)
  const repeats = answered.length - distinct.size
  return {
    checksum: `${answered.length}:${fnv1a([...answered].sort().join())}`,
    text: `${distinct.size} quotes${repeats ? `, ${repeats} of them twice` : ''}`,
    value: answered.length,
  }
}

/** FNV-1a, 32 bits, in hex: a short name for a long list. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
