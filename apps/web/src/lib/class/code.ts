import { CODE_LENGTH, readCode } from '@prange/api/contract'

export type CodeReading = { ok: true; code: string } | { ok: false; reason: string }

/** What a sign that no code has was probably read from. */
const MISREAD: Record<string, string> = { O: 'Q or D', '0': 'Q or D', I: 'J or T', '1': '7 or T', L: 'E or J' }

/**
 * Reads a class code from what somebody typed or pasted: the six characters, or a link to the class or to its board.
 *
 * @example readTyped(' abc-234 ') // {ok: true, code: 'ABC234'}
 */
export function readTyped(typed: string): CodeReading {
  const text = /\/c\/([^/?#\s]+)/.exec(typed)?.[1] ?? typed
  const code = readCode(text)
  if (code !== undefined) return { ok: true, code }
  const sign = [...text.toUpperCase()].find((each) => each in MISREAD)
  const reason = sign
    ? `Codes never contain 0, O, 1, I or L: look again at the “${sign}”, it may be ${MISREAD[sign]}.`
    : `A class code has ${CODE_LENGTH} letters and digits, like ABC 234.`
  return { ok: false, reason }
}
