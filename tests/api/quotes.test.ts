import { describe, expect, it } from 'vitest'
import { call } from './client.ts'

describe('quotes', () => {
  it('answers one ticker', async () => {
    const response = await call('/api/quotes/AAPL?delayMs=0')
    expect(await response.json()).toEqual({ ticker: 'AAPL', price: expect.any(Number), delayMs: 0 })
  })
})
