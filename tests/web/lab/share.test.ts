import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeOf, fragmentOf } from '../../../apps/web/src/lib/lab/share.ts'

describe('a program in a link', () => {
  it('comes back as it was, whatever it contains', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (code) => {
        expect(await codeOf((await fragmentOf(code)) ?? '')).toEqual({ code })
      }),
      { seed: 13, numRuns: 200 },
    )
  })

  it('needs only characters that survive chat programs', async () => {
    expect(await fragmentOf('print("π ≈", 3.14)\n'.repeat(50))).toMatch(/^#code=[\w-]+$/)
  })

  it('is shorter than the program', async () => {
    expect((await fragmentOf('x = x + 1\n'.repeat(400)))?.length).toBeLessThan(200)
  })

  it('is understood when somebody wrote it by hand', async () => {
    expect(await codeOf('#code=print(1%2B1)')).toEqual({ code: 'print(1+1)' })
    expect(await codeOf('#code=100%')).toEqual({ code: '100%' })
  })

  it('is told to be broken when a part of the link is missing', async () => {
    const whole = (await fragmentOf('for i in range(10):\n    print(i, i * i)\n')) ?? ''
    for (const broken of [whole.slice(0, -8), whole.slice(0, 10), whole.replace(/#code=..../, '#code=')])
      expect(await codeOf(broken)).toEqual({ problem: expect.stringContaining('broken') as string })
  })

  it('is neither put into a link nor unpacked from one when it is too long', async () => {
    const noise = Array.from({ length: 40_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0).join()
    expect(await fragmentOf(noise)).toBeUndefined()
    const bomb = (await fragmentOf('x'.repeat(5_000_000))) ?? ''
    expect(await codeOf(bomb)).toEqual({ problem: expect.stringContaining('longer') as string })
  })

  it('is absent from other fragments', async () => {
    expect(await codeOf('')).toBeUndefined()
    expect(await codeOf('#key=abc')).toBeUndefined()
  })
})
