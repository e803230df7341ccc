import { SELF } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'

const url = (path: string) => `http://prange.test${path}`

describe('quotes', () => {
  it('answers one ticker', async () => {
    const response = await SELF.fetch(url('/api/quotes/AAPL?delayMs=0'))
    expect(await response.json()).toEqual({ ticker: 'AAPL', price: expect.any(Number), delayMs: 0 })
  })
})
