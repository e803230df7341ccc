import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { MAX_MEMBERS, MAX_RUNS, type ClassInfo, type Member } from '../../apps/api/src/contract/index.ts'
import { hashOf } from '../../apps/api/src/domain/keys.ts'
import { migrate } from '../../apps/api/src/objects/schema.ts'
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

const stubOf = (code: string) => env.CLASSROOM.getByName(code)
const DAY_MS = 86_400_000

describe('a class survives', () => {
  it('an eviction in its middle: members, runs, ranks and idempotency are as before', async () => {
    const { code, hostKey } = await newClass('Session 13')
    const ada = await join(code)
    const run = await verifiedRun(50)
    const before = await submitted(code, ada.memberKey, run, 'once')
    await evictDurableObject(stubOf(code))
    expect(await answer<ClassInfo>(`/api/classes/${code}`)).toMatchObject({ title: 'Session 13', runCount: 1 })
    const again = await submit(code, ada.memberKey, run, 'once')
    expect([again.status, await again.json()]).toEqual([200, before])
    expect((await join(code)).name).not.toBe(ada.name)
    expect((await call(`/api/classes/${code}/host`, { key: hostKey })).status).toBe(200)
  })

  it('an eviction with the board it had: of each device the best, and nothing that no board can need', async () => {
    const { code } = await newClass()
    const { memberKey } = await join(code)
    const ids: string[] = []
    for (const [gain, cores] of [
      [20, 8],
      [50, 8],
      [30, 8],
      [10, 4],
      [5, 4],
    ] as const) {
      const run = await verifiedRun(gain, { device: { ...runOf(1).device, cores } })
      ids.push((await submitted(code, memberKey, run)).id)
    }
    const shown = async () => (await (await listen(code)).message('snapshot')).rows.map(({ runId }) => runId).sort()
    const before = await shown()
    // The fastest of each; at most one more of each for its efficiency, which is the same but for the last digits.
    expect(before).toEqual(expect.arrayContaining([ids[1], ids[3]]))
    expect(before.length).toBeLessThan(ids.length)
    await evictDurableObject(stubOf(code), { webSockets: 'hibernate' })
    expect(await shown()).toEqual(before)
  })

  it('hibernation: lines stay, a ping is answered, news arrives', async () => {
    const { code } = await newClass()
    const ada = await join(code)
    const line = await listen(code)
    await line.message('snapshot')
    await evictDurableObject(stubOf(code), { webSockets: 'hibernate' })
    line.socket.send('ping')
    expect(await line.ponged()).toBe(1)
    const { id } = await submitted(code, ada.memberKey, runOf(2))
    expect(await line.message('run', (m) => m.type === 'run' && m.rows.some(({ runId }) => runId === id))).toBeTruthy()
  })

  it('growing from its first schema', async () => {
    const stub = stubOf('FRST22')
    await runInDurableObject(stub, async (_, { storage }) => {
      migrate(storage, 1)
      const key = await hashOf('an-old-key')
      storage.sql.exec(
        'INSERT INTO class (code, title, state, host_hash, created_at, last_run_at) VALUES (?, ?, ?, ?, ?, ?)',
        ...['FRST22', 'Of old', 'open', key, Date.now(), Date.now()],
      )
    })
    await evictDurableObject(stub)
    const info = await answer<ClassInfo>('/api/classes/FRST22')
    expect(info).toMatchObject({ title: 'Of old', revealNames: true, allowUnverified: false })
    const { memberKey } = await join('FRST22')
    await submitted('FRST22', memberKey, await verifiedRun(50))
    expect((await leaderboard('FRST22')).rows[0]?.rank).toBe(1)
    expect((await call('/api/classes/FRST22', { method: 'DELETE', key: 'an-old-key' })).status).toBe(204)
  })
})

describe('a live line', () => {
  it('begins with a snapshot, or after `since` with what came later only', async () => {
    const { code, hostKey } = await newClass()
    const ada = await join(code)
    await submitted(code, ada.memberKey, runOf(2))
    const { seq, complete, rows } = await (await listen(code)).message('snapshot')
    expect([complete, rows.length]).toEqual([true, 1])
    const { id } = await submitted(code, ada.memberKey, runOf(3))
    const later = await (await listen(code, `?since=${seq}`)).message('snapshot')
    expect([later.complete, later.rows.map(({ runId }) => runId)]).toEqual([false, [id]])
    await call(`/api/classes/${code}/runs/${id}`, { method: 'DELETE', key: hostKey })
    const afterRemoval = await (await listen(code, `?since=${later.seq}`)).message('snapshot')
    expect([afterRemoval.complete, afterRemoval.rows.length]).toEqual([true, 1])
    for (const since of ['-1', '1e9', 'x', '99999999999999999999']) {
      expect((await (await listen(code, `?since=${since}`)).message('snapshot')).complete).toBe(true)
    }
  })

  it('begins with the class as it is by then, though its rows are the same as before', async () => {
    const { code, hostKey } = await newClass('Before')
    const ada = await join(code)
    await submitted(code, ada.memberKey, runOf(2))
    const greeted = async (query = '') => (await (await listen(code, query)).message('snapshot')).class
    expect(await greeted()).toMatchObject({ title: 'Before', state: 'open', memberCount: 1 })
    const change = (json: object) => call(`/api/classes/${code}`, { method: 'PATCH', key: hostKey, json })
    await change({ title: 'After "quotes"' })
    expect(await greeted()).toMatchObject({ title: 'After "quotes"', state: 'open' })
    await join(code)
    await change({ state: 'closed' })
    const now = { title: 'After "quotes"', state: 'closed', memberCount: 2, runCount: 1 }
    for (const since of ['', '?since=0', '?since=1']) expect(await greeted(since)).toMatchObject(now)
  })

  it('after a break brings what changed about runs known before: a name, and what was taken back', async () => {
    const { code, hostKey } = await newClass()
    const ada = await join(code)
    const { id } = await submitted(code, ada.memberKey, runOf(2))
    const heardBy = async (since: number) => (await listen(code, `?since=${since}`)).message('snapshot')
    const { seq } = await (await listen(code)).message('snapshot')
    const { name } = await answer<Member>(`/api/classes/${code}/members/me/spin`, {
      method: 'POST',
      key: ada.memberKey,
    })
    const renamed = await heardBy(seq)
    expect([renamed.complete, renamed.rows.map((row) => row.name)]).toEqual([false, [name]])
    for (const what of [`runs/${id}`, `members/${ada.memberId}`]) {
      const path = `/api/classes/${code}/${what}`
      const line = await listen(code)
      await call(path, { method: 'DELETE', key: hostKey })
      const removal = await line.message('removed')
      await call(`${path}/restore`, { method: 'POST', key: hostKey })
      expect((await heardBy(removal.seq)).rows.map(({ runId }) => runId)).toEqual([id])
    }
  })

  it('tells of members, state, removals and runs', async () => {
    const { code, hostKey } = await newClass()
    const line = await listen(code)
    const ada = await join(code)
    expect((await line.message('members')).memberCount).toBe(1)
    const { id } = await submitted(code, ada.memberKey, runOf(2))
    expect((await line.message('run')).rows).toMatchObject([
      { runId: id, memberId: ada.memberId, flags: ['unverified'] },
    ])
    await call(`/api/classes/${code}`, { method: 'PATCH', key: hostKey, json: { state: 'closed' } })
    expect((await line.message('state')).class.state).toBe('closed')
    await call(`/api/classes/${code}/runs/${id}`, { method: 'DELETE', key: hostKey })
    expect((await line.message('removed')).runIds).toEqual([id])
    await call(`/api/classes/${code}/members/${ada.memberId}`, { method: 'DELETE', key: ada.memberKey })
    const gone = await line.message('removed', (m) => m.type === 'removed' && m.memberIds.length > 0)
    expect(gone.memberIds).toEqual([ada.memberId])
  })

  it('sends runs that come together in one message', async () => {
    const { code } = await newClass()
    const members = await Promise.all(Array.from({ length: 20 }, () => join(code)))
    const line = await listen(code)
    await Promise.all(members.map(({ memberKey }) => submitted(code, memberKey, runOf(2))))
    const told = () => line.heard.flatMap((m) => (m.type === 'run' ? m.rows : []))
    while (told().length < 20) await scheduler.wait(20)
    expect(line.heard.filter(({ type }) => type === 'run').length).toBeLessThan(20)
  })

  it('is not put out by junk, and ends an endless message', async () => {
    const { code } = await newClass()
    const line = await listen(code)
    for (const junk of ['', '{', '{"type":"run","rows":1}', 'null', new Uint8Array([0, 255, 7]).buffer]) {
      line.socket.send(junk)
    }
    line.socket.send('ping')
    expect(await line.ponged()).toBe(1)
    await join(code)
    expect((await line.message('members')).memberCount).toBe(1)
    line.socket.send('x'.repeat(100_000))
    expect(await line.closed()).toBe(1009)
    expect((await answer<ClassInfo>(`/api/classes/${code}`)).memberCount).toBe(1)
  })
})

describe('the alarm', () => {
  const expire = (code: string) =>
    runInDurableObject(stubOf(code), (_, { storage }) => {
      storage.sql.exec('UPDATE class SET last_run_at = ?', Date.now() - 181 * DAY_MS)
    })

  it('deletes a class 180 days after its last run, and a second time does no harm', async () => {
    const { code } = await newClass()
    const ada = await join(code)
    await submitted(code, ada.memberKey, runOf(2))
    const line = await listen(code)
    await expire(code)
    expect(await runDurableObjectAlarm(stubOf(code))).toBe(true)
    expect(await line.closed()).toBe(4404)
    expect((await problem(`/api/classes/${code}`)).status).toBe(404)
    await runInDurableObject(stubOf(code), async (classroom, { storage }) => {
      await classroom.alarm()
      const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\'")
      expect(tables.toArray()).toEqual([])
    })
    await evictDurableObject(stubOf(code))
    expect((await problem(`/api/classes/${code}`)).status).toBe(404)
  })

  it('rung too early only sets itself again', async () => {
    const { code, expiresAt } = await newClass()
    expect(await runDurableObjectAlarm(stubOf(code))).toBe(true)
    expect((await answer<ClassInfo>(`/api/classes/${code}`)).expiresAt).toBe(expiresAt)
    const alarm = await runInDurableObject(stubOf(code), (_, { storage }) => storage.getAlarm())
    expect(alarm).toBe(expiresAt)
  })

  it('purges what can no longer be taken back', async () => {
    const { code, hostKey } = await newClass()
    const ada = await join(code)
    const { id } = await submitted(code, ada.memberKey, runOf(2))
    await call(`/api/classes/${code}/members/${ada.memberId}`, { method: 'DELETE', key: hostKey })
    const stub = stubOf(code)
    await runInDurableObject(stub, async (_, { storage }) => {
      expect(await storage.getAlarm()).toBeLessThan(Date.now() + 60_000)
      storage.sql.exec('UPDATE runs SET removed_at = removed_at - 60000')
      storage.sql.exec('UPDATE members SET removed_at = removed_at - 60000')
    })
    const late = await problem(`/api/classes/${code}/members/${ada.memberId}/restore`, { method: 'POST', key: hostKey })
    expect(late.status).toBe(409)
    await runDurableObjectAlarm(stub)
    await runInDurableObject(stub, async (_, { storage }) => {
      for (const table of ['runs', 'members', 'tickets']) {
        expect(storage.sql.exec(`SELECT * FROM ${table}`).toArray()).toEqual([])
      }
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now() + DAY_MS)
    })
    expect((await problem(`/api/classes/${code}/runs/${id}/restore`, { method: 'POST', key: hostKey })).status).toBe(
      404,
    )
  })
})

describe('quotas are exact', () => {
  it(`${MAX_MEMBERS} members`, async () => {
    const { code } = await newClass()
    await runInDurableObject(stubOf(code), (_, { storage }) => {
      for (let i = 0; i < MAX_MEMBERS - 1; i++) {
        storage.sql.exec(
          'INSERT INTO members (id, number, name, key_hash, spins_left, joined_at) VALUES (?, ?, ?, ?, 3, 0)',
          ...[`m${i}`, i + 1, `name ${i}`, `hash ${i}`],
        )
      }
    })
    await join(code)
    expect((await problem(`/api/classes/${code}/members`, { method: 'POST' })).status).toBe(409)
  })

  it(`${MAX_RUNS} runs of a member and exercise`, async () => {
    const { code } = await newClass()
    const { memberId, memberKey } = await join(code)
    await submitted(code, memberKey, runOf(2))
    await runInDurableObject(stubOf(code), (_, { storage }) => {
      for (let i = 2; i < MAX_RUNS; i++) {
        storage.sql.exec(
          `INSERT INTO runs (id, member_id, exercise, idempotency, body_hash, at, rev, ranked, speedup, throughput,
             efficiency, flags, reasons, figures, run)
           SELECT 'r' || ?1, member_id, exercise, 'k' || ?1, body_hash, at, rev, ranked, speedup, throughput, efficiency,
             flags, reasons, figures, run FROM runs WHERE member_id = ?2 AND seq = 1`,
          ...[i, memberId],
        )
      }
    })
    await submitted(code, memberKey, runOf(3))
    const refused = await submit(code, memberKey, runOf(4))
    expect([refused.status, await refused.json()]).toMatchObject([409, { type: 'urn:prange:quota-reached' }])
    expect((await submit(code, memberKey, runOf(4, { exercise: 'burn' }))).status).toBe(201)
  })
})

describe('what is stored', () => {
  it('is nothing for a code somebody guessed', async () => {
    await problem('/api/classes/GUESS9')
    await runInDurableObject(stubOf('GUESS9'), async (_, { storage }) => {
      expect(
        storage.sql.exec("SELECT * FROM sqlite_master WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\'").toArray(),
      ).toEqual([])
      expect(await storage.getAlarm()).toBeNull()
    })
  })

  it('is neither a key, nor a ticket, nor an unknown field, nor what the request carried', async () => {
    const { code, hostKey } = await newClass()
    const { memberKey } = await join(code)
    const run = { ...(await verifiedRun(2)), email: 'ada@example.org', code: 'print("secret")' }
    const headers = { 'idempotency-key': 'my-own-key', 'user-agent': 'AdaBrowser', cookie: 'who=ada' }
    await call(`/api/classes/${code}/runs`, { json: run, key: memberKey, headers })
    const dump = await runInDurableObject(stubOf(code), (_, { storage }) =>
      ['class', 'members', 'runs', 'tickets'].map((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
    )
    const text = JSON.stringify(dump)
    for (const secret of [hostKey, memberKey, String(run.ticket), 'ada', 'Ada', 'secret', 'my-own-key']) {
      expect(text).not.toContain(secret)
    }
  })
})
