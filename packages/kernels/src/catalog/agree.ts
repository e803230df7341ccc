import type { Answer } from './types.ts'

/** For rungs that promise the same answer to the last bit. */
export const equalAnswers = (answer: Answer, expected: Answer): boolean => answer.checksum === expected.checksum
