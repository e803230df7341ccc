/** Class codes: six characters a person can read off a wall, without the pairs that look alike. */
import * as v from 'valibot'

/** Letters and digits without 0 O 1 I L: 31 of them, so 887 million codes. */
export const CODE_ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const CODE_LENGTH = 6

export const CodeSchema = v.pipe(v.string(), v.regex(new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`)))

/**
 * The code a person meant, with case, spaces and dashes forgiven; undefined when it cannot be one.
 *
 *     readCode('abc-234') // 'ABC234'
 */
export function readCode(text: string): string | undefined {
  const code = text.replace(/[\s\-–—_.]/g, '').toUpperCase()
  return v.is(CodeSchema, code) ? code : undefined
}
