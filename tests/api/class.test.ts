import { describe, expect, it } from 'vitest'
import type { ClassInfo } from '../../apps/api/src/contract/index.ts'
import {
  answer,
  call,
  join,
  leaderboard,
  listen,
  newClass,
  problem,
  runOf,
  submit,
  submitted,
  verifiedRun,
} from './client.ts'

describe('a class', () => {
  it('is made, found by its code in any spelling, changed by its host and deleted', async () => {
    const { code, hostKey, expiresAt } = await newClass('Session 13')
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/)
    const info = await answer<ClassInfo>(`/api/classes/${code.toLowerCase().slice(0, 3)}-${code.slice(3)}`)
    expect(info).toMatchObject({ code, title: 'Session 13', state: 'open', memberCount: 0, runCount: 0, expiresAt })
    const changed = await answer<ClassInfo>(`/api/classes/${code}`, {
      method: 'PATCH',
      key: hostKey,
      json: { title: 'Renamed', state: 'closed' },
    })
    expect(changed).toMatchObject({ title: 'Renamed', state: 'closed' })
    expect((await call(`/api/classes/${code}`, { method: 'DELETE', key: hostKey })).status).toBe(204)
    expect((await problem(`/api/classes/${code}`)).status).toBe(404)
  })

  it('takes members and runs, ranks them, and shows both on a live line', async () => {
    const { code } = await newClass()
    const [ada, bob] = [await join(code), await join(code)]
    expect(ada.name).not.toBe(bob.name)
    const line = await listen(code)
    const first = await submitted(code, ada.memberKey, await verifiedRun(50))
    expect(first).toMatchObject({ rank: 1, of: 1, flags: [] })
    expect(first.speedup).toBeCloseTo(150, 6)
    const second = await submitted(code, bob.memberKey, await verifiedRun(60))
    expect(second).toMatchObject({ rank: 1, of: 2, next: null })
    const news = await line.message(
      'run',
      (m) => m.type === 'run' && m.rows.some(({ memberId }) => memberId === bob.memberId),
    )
    expect(news.rows.length).toBeGreaterThan(0)
    const board = await leaderboard(code)
    expect(board.rows.map(({ name, rank }) => [name, rank])).toEqual([
      [bob.name, 1],
      [ada.name, 2],
    ])
  })

  it('takes the same Idempotency-Key as the same run, and refuses it for another', async () => {
    const { code } = await newClass()
    const { memberKey } = await join(code)
    const run = runOf(40)
    const first = await submit(code, memberKey, run, 'once')
    expect(first.status).toBe(201)
    const again = await submit(code, memberKey, run, 'once')
    expect(again.status).toBe(200)
    expect(await again.json()).toEqual(await first.json())
    expect((await submit(code, memberKey, runOf(41), 'once')).status).toBe(422)
    expect((await answer<ClassInfo>(`/api/classes/${code}`)).runCount).toBe(1)
  })
})
