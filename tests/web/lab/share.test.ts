import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOf, fragmentOf } from '../../../apps/web/src/lib/lab/share.ts'

describe('a program in a link', () => {
  it('comes back as it was, whatever it contains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (code) => {
        expect(await codeOf(await fragmentOf(code))).toBe(code)
      }),
      { seed: 13, numRuns: 200 },
    )
  })

  it('needs only characters that survive chat programs', async () => {
    expect(await fragmentOf('print("π ≈", 3.14)\n'.repeat(50))).toMatch(/^#code=[\w-]+$/)
  })

  it('is shorter than the program', async () => {
    expect((await fragmentOf('x = x + 1\n'.repeat(400))).length).toBeLessThan(200)
  })

  it('is understood when somebody wrote it by hand', async () => {
    expect(await codeOf('#code=print(1%2B1)')).toBe('print(1+1)')
    expect(await codeOf('#code=100%')).toBe('100%')
  })

  it('is absent from other fragments', async () => {
    expect(await codeOf('')).toBeUndefined()
    expect(await codeOf('#key=abc')).toBeUndefined()
  })
})
