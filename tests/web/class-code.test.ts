import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTyped } from '../../apps/web/src/lib/class/code.ts'

fc.configureGlobal({ seed: 13 })
const alphabet = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ']

describe('a class code as people type it', () => {
  it('forgives case, spaces, dashes and dots', () => {
    for (const typed of ['ABC234', ' abc234 ', 'abc 234', 'A-B-C-2-3-4', 'abc–234', 'a.b.c.2.3.4']) {
      expect(readTyped(typed)).toEqual({ ok: true, code: 'ABC234' })
    }
  })

  it('is found inside a pasted link, to the class or to its board', () => {
    for (const typed of [
      'https://prange.example/c/ABC234',
      'http://127.0.0.1:8787/c/abc234/board',
      'prange.example/c/ABC234?x=1#key=secret',
    ]) {
      expect(readTyped(typed)).toEqual({ ok: true, code: 'ABC234' })
    }
  })

  it.each([
    ['OBC234', /never contain.*“O”.*Q or D/],
    ['ABC23i', /“I”.*J or T/],
    ['ABC!34', /six|6/],
    ['ABC23', /6 letters and digits/],
    ['ABC2345', /6 letters and digits/],
    ['  ', /6 letters and digits/],
  ])('says what is wrong with “%s”', (typed, reason) => {
    const reading = readTyped(typed)
    expect(reading.ok).toBe(false)
    if (!reading.ok) expect(reading.reason).toMatch(reason)
  })

  it('reads back every code however it is spaced, and never anything outside the alphabet', () => {
    const code = fc.array(fc.constantFrom(...alphabet), { minLength: 6, maxLength: 6 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(code, (each) => {
        expect(readTyped(`${each.slice(0, 3)} ${each.slice(3)}`)).toEqual({ ok: true, code: each })
      }),
    )
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const reading = readTyped(typed)
        if (reading.ok) expect([...reading.code].every((sign) => alphabet.includes(sign))).toBe(true)
        else expect(reading.reason).toMatch(/\.$/)
      }),
    )
  })
})
