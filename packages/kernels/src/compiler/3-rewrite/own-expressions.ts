/** Replaces the whole expressions of statements, top down, through all bodies. */
import type { S, X } from '../ir.ts'
import { withParts } from '../ir.ts'

export const mapOwnX = (body: readonly S[], x: (x: X) => X): S[] =>
  body.map((s) => withParts(s, x, (inner) => mapOwnX(inner, x)))
