import { describe, expect, it } from 'vitest'
import { SharedHeap } from '../../../packages/kernels/src/python/sharing/heap.ts'

describe('the lock of the memory that processes share', () => {
  it('is taken from who was ended while holding it, though whoever wants it lets no timer fire', () => {
    const parent = new SharedHeap(1)
    const child = new SharedHeap(2, parent.buffer)
    const taken = child.locked(() => {
      const goneAt = performance.now() + 30
      parent.ended(2, () => performance.now() >= goneAt)
      return parent.locked(() => 'taken')
    })
    expect(taken).toBe('taken')
    expect(child.locked(() => 'free')).toBe('free')
  })

  it('is left to who was ended until they are gone for certain', () => {
    const parent = new SharedHeap(1)
    const child = new SharedHeap(2, parent.buffer)
    let looks = 0
    child.locked(() => {
      parent.ended(2, () => ++looks > 3)
      parent.locked(() => {})
    })
    expect(looks).toBe(4)
  })
})
