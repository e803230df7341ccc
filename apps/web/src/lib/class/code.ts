import { codeHint, readCode } from '@prange/api/contract'

export type CodeReading = { ok: true; code: string } | { ok: false; reason: string }

/**
 * Reads a class code from what somebody typed or pasted: the six characters, or a link to the class or to its board.
 *
 * @example readTyped(' abc-234 ') // {ok: true, code: 'ABC234'}
 */
export function readTyped(typed: string): CodeReading {
  const text = /\/c\/([^/?#\s]+)/.exec(typed)?.[1] ?? typed
  const code = readCode(text)
  return code === undefined ? { ok: false, reason: codeHint(text) ?? '' } : { ok: true, code }
}

/** `ABC234` as `ABC 234`: easier to read aloud and to copy from a wall. */
export const spaced = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`
