/** Replaces the whole expressions of statements, top down, through all bodies. */
import type { S, X } from '../ir.ts'

export function mapOwnX(body: readonly S[], x: (x: X) => X): S[] {
  const inner = (list: readonly S[]) => mapOwnX(list, x)
  return body.map((s): S => {
    switch (s.k) {
      case 'set':
        return { ...s, value: x(s.value) }
      case 'store':
        return { ...s, address: x(s.address), value: x(s.value) }
      case 'fill':
        return { ...s, address: x(s.address), byte: x(s.byte), byteLength: x(s.byteLength) }
      case 'copy':
        return { ...s, to: x(s.to), from: x(s.from), byteLength: x(s.byteLength) }
      case 'call':
        return { ...s, args: s.args.map(x) }
      case 'if':
        return { ...s, test: x(s.test), then: inner(s.then), otherwise: inner(s.otherwise) }
      case 'block':
      case 'loop':
        return { ...s, body: inner(s.body) }
      case 'for':
        return { ...s, from: x(s.from), to: x(s.to), body: inner(s.body) }
      case 'bound':
        return { ...s, index: x(s.index), length: x(s.length) }
      case 'raise':
      case 'br':
      case 'note':
        return s
      default:
        return s satisfies never
    }
  })
}
