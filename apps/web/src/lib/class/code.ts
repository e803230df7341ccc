/**
 * Class codes as people type them: six letters or digits, said aloud, copied from a wall, or inside a pasted link.
 * The alphabet leaves out what looks alike (0 O 1 I L), so such a sign is always a misreading, and we can say of what.
 */

export const CODE_LENGTH = 6
const ALPHABET = /^[2-9A-HJKMNP-Z]$/
const LOOKALIKES: Record<string, string> = {
  O: 'Codes have no letter O: look for Q or D',
  '0': 'Codes have no zero: look for Q, D or 8',
  I: 'Codes have no letter I: look for J or T',
  '1': 'Codes have no one: look for 7, J or T',
  L: 'Codes have no letter L: look for E or J',
}

export type CodeReading = { ok: true; code: string } | { ok: false; reason: string }

/**
 * Reads a class code from what somebody typed or pasted. Case, spaces, dashes and dots are forgiven; a link to the class
 * works too.
 *
 * @example readCode(' abc-234 ') // {ok: true, code: 'ABC234'}
 */
export function readCode(typed: string): CodeReading {
  const link = /\/c\/([^/?#\s]+)/.exec(typed)
  const signs = [...(link?.[1] ?? typed).toUpperCase().replace(/[\s\-–—_.·]/g, '')]
  if (signs.length === 0) return no('Type the six characters of the class code.')
  const lookalike = signs.find((sign) => sign in LOOKALIKES)
  if (lookalike) return no(`${LOOKALIKES[lookalike]}.`)
  const strange = signs.find((sign) => !ALPHABET.test(sign))
  if (strange) return no(`“${strange}” is never part of a class code: it has only letters and digits.`)
  if (signs.length !== CODE_LENGTH) {
    return no(`A class code has ${CODE_LENGTH} characters; this has ${signs.length}.`)
  }
  return { ok: true, code: signs.join('') }
}

/** `ABC234` as `ABC 234`: easier to read aloud and to copy from a wall. */
export const spaced = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`

const no = (reason: string): CodeReading => ({ ok: false, reason })
