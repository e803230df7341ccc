import { CODE_ALPHABET, CODE_LENGTH } from '../contract/index.ts'

/** A new class code, each one as likely as any other. */
export const newCode = () => randomText(CODE_ALPHABET, CODE_LENGTH)

/** The id of a shared run: 31¹⁰ = 8·10¹⁴ of them, easy to read out and too many to try. */
export const newRunId = () => randomText(CODE_ALPHABET.toLowerCase(), 10)

/** Letters drawn without bias: bytes beyond the last whole multiple of the alphabet are drawn again. */
function randomText(alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < fair && text.length < length) text += alphabet[byte % alphabet.length]
    }
  }
  return text
}
