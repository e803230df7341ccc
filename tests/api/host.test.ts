import { describe, expect, it } from 'vitest'
import type { ClassInfo, Member, MemberEntry } from '../../apps/api/src/contract/index.ts'
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

/** A class with two members, each with a believable run: Ada is 150 times faster than Python, Bob 180 times. */
async function classOfTwo() {
  const { code, hostKey } = await newClass('Session 13')
  const [ada, bob] = [await join(code), await join(code)]
  const adaRun = await submitted(code, ada.memberKey, await verifiedRun(50))
  const bobRun = await submitted(code, bob.memberKey, await verifiedRun(60))
  const path = `/api/classes/${code}`
  const asHost = (method: string, rest: string, json?: unknown) =>
    call(`${path}${rest}`, { method, key: hostKey, ...(json === undefined ? {} : { json }) })
  const names = async () => (await leaderboard(code)).rows.map(({ name, rank }) => [name, rank])
  return { code, hostKey, ada, bob, adaRun, bobRun, path, asHost, names }
}

describe('keys', () => {
  it('of anybody else open nothing, and a refusal shows nothing', async () => {
    const { code, ada, bob, adaRun, path } = await classOfTwo()
    const other = await newClass()
    const attempts: [method: string, path: string, json?: unknown][] = [
      ['PATCH', path, { state: 'closed' }],
      ['DELETE', path],
      ['GET', `${path}/host`],
      ['GET', `${path}/members`],
      ['GET', `${path}/members/me`],
      ['POST', `${path}/members/me/spin`],
      ['DELETE', `${path}/members/${ada.memberId}`],
      ['DELETE', `${path}/runs/${adaRun.id}`],
      ['PATCH', `${path}/runs/${adaRun.id}`, { flagged: true }],
      ['DELETE', `${path}/exercises/pi/runs`],
      ['POST', `${path}/exercises/pi/runs/restore`],
    ]
    for (const [method, address, json] of attempts) {
      for (const key of [undefined, other.hostKey, 'nonsense']) {
        const { status, detail } = await problem(address, {
          method,
          ...(key === undefined ? {} : { key }),
          ...(json === undefined ? {} : { json }),
        })
        expect([method, address, status]).toEqual([method, address, 403])
        expect(detail).not.toContain(ada.name)
      }
    }
    expect((await call(`${path}/runs/${adaRun.id}`, { method: 'DELETE', key: bob.memberKey })).status).toBe(403)
    expect((await call(`${path}/members/${ada.memberId}`, { method: 'DELETE', key: bob.memberKey })).status).toBe(403)
    expect((await leaderboard(code)).rows).toHaveLength(2)
  })

  it('are not to be found in anything a class hands out', async () => {
    const { code, hostKey, ada, path } = await classOfTwo()
    const line = await listen(code)
    await line.message('snapshot')
    const texts = [
      await (await call(`${path}/export.csv`)).text(),
      await (await call(`${path}/export.json`)).text(),
      await (await call(`${path}/leaderboard?exercise=pi&runs=all`)).text(),
      await (await call(`${path}/members`, { key: hostKey })).text(),
      JSON.stringify(line.heard),
    ]
    for (const text of texts) expect(text).not.toMatch(new RegExp(`${hostKey}|${ada.memberKey}`))
  })
})

describe('the host', () => {
  it('closes the class to members and runs, but a run already taken is still acknowledged', async () => {
    const { code, ada, asHost } = await classOfTwo()
    const run = runOf(2)
    await submitted(code, ada.memberKey, run, 'before')
    expect(await (await asHost('PATCH', '', { state: 'closed' })).json()).toMatchObject({ state: 'closed' })
    expect((await problem(`/api/classes/${code}/members`, { method: 'POST' })).status).toBe(409)
    expect((await submit(code, ada.memberKey, runOf(3))).status).toBe(409)
    expect((await submit(code, ada.memberKey, run, 'before')).status).toBe(200)
    await asHost('PATCH', '', { state: 'open' })
    expect((await submit(code, ada.memberKey, runOf(3))).status).toBe(201)
  })

  it('removes a run and takes that back', async () => {
    const { ada, bob, bobRun, asHost, names } = await classOfTwo()
    expect((await asHost('DELETE', `/runs/${bobRun.id}`)).status).toBe(204)
    expect(await names()).toEqual([[ada.name, 1]])
    expect((await asHost('DELETE', `/runs/${bobRun.id}`)).status).toBe(404)
    expect((await asHost('POST', `/runs/${bobRun.id}/restore`)).status).toBe(204)
    expect(await names()).toEqual([
      [bob.name, 1],
      [ada.name, 2],
    ])
  })

  it('removes a member with their runs and takes that back', async () => {
    const { ada, bob, path, asHost, names } = await classOfTwo()
    expect((await asHost('DELETE', `/members/${ada.memberId}`)).status).toBe(204)
    expect(await names()).toEqual([[bob.name, 1]])
    expect((await call(`${path}/members/me`, { key: ada.memberKey })).status).toBe(403)
    expect((await asHost('POST', `/members/${ada.memberId}/restore`)).status).toBe(204)
    expect((await names()).map(([name]) => name)).toContain(ada.name)
    expect((await answer<Member>(`${path}/members/me`, { key: ada.memberKey })).name).toBe(ada.name)
    expect(await answer<ClassInfo>(path)).toMatchObject({ memberCount: 2, runCount: 2 })
  })

  it('resets an exercise and takes that back', async () => {
    const { asHost, names } = await classOfTwo()
    const before = await names()
    expect((await asHost('DELETE', '/exercises/pi/runs')).status).toBe(204)
    expect(await names()).toEqual([])
    expect((await asHost('POST', '/exercises/pi/runs/restore')).status).toBe(204)
    expect(await names()).toEqual(before)
    expect((await asHost('DELETE', '/exercises/tetris/runs')).status).toBe(404)
  })

  it('sets a run aside, clears it, and leaves it to the checks again', async () => {
    const { code, ada, bob, bobRun, asHost, names } = await classOfTwo()
    await asHost('PATCH', `/runs/${bobRun.id}`, { flagged: true })
    expect(await names()).toEqual([
      [ada.name, 1],
      [bob.name, null],
    ])
    expect((await leaderboard(code)).rows.at(-1)?.flags).toEqual(['host'])
    const unverified = await submitted(code, bob.memberKey, runOf(90))
    expect(unverified).toMatchObject({ rank: null, flags: ['unverified'] })
    await asHost('PATCH', `/runs/${unverified.id}`, { flagged: false })
    expect((await leaderboard(code)).rows[0]).toMatchObject({ name: bob.name, rank: 1, flags: [] })
    await asHost('PATCH', `/runs/${unverified.id}`, { flagged: null })
    expect((await names())[0]).toEqual([ada.name, 1])
  })

  it('hides names everywhere, and shows them again', async () => {
    const { code, ada, bob, path, asHost, names } = await classOfTwo()
    const line = await listen(code)
    await asHost('PATCH', '', { revealNames: false })
    expect(await names()).toEqual([
      ['member 2', 1],
      ['member 1', 2],
    ])
    const texts = [await (await call(`${path}/export.csv`)).text(), await (await call(`${path}/export.json`)).text()]
    for (const text of texts) expect(text).not.toMatch(new RegExp(`${ada.name}|${bob.name}`))
    const snapshot = await line.message('snapshot', (m) => m.type === 'snapshot' && !m.class.revealNames)
    expect(snapshot.rows.map(({ name }) => name).sort()).toEqual(['member 1', 'member 2'])
    await asHost('PATCH', '', { revealNames: true })
    expect((await names())[0]).toEqual([bob.name, 1])
  })

  it('lets runs without a ticket be ranked', async () => {
    const { code, ada, asHost, names } = await classOfTwo()
    expect(await submitted(code, ada.memberKey, runOf(90))).toMatchObject({ rank: 2, ranked: false })
    await asHost('PATCH', '', { allowUnverified: true })
    expect((await names())[0]).toEqual([ada.name, 1])
    expect(await submitted(code, ada.memberKey, runOf(95))).toMatchObject({ rank: 1, ranked: true })
    await asHost('PATCH', '', { allowUnverified: false })
    expect((await names())[1]).toEqual([ada.name, 2])
  })

  it('extends the life of the class, within two years, and never shortens it', async () => {
    const { asHost, path } = await classOfTwo()
    const { expiresAt } = await answer<ClassInfo>(path)
    const year = Date.now() + 365 * 86_400_000
    expect(await (await asHost('PATCH', '', { expiresAt: year })).json()).toMatchObject({ expiresAt: year })
    expect((await asHost('PATCH', '', { expiresAt })).status).toBe(422)
    expect((await asHost('PATCH', '', { expiresAt: Date.now() + 800 * 86_400_000 })).status).toBe(422)
  })

  it('sees everybody in the class', async () => {
    const { ada, bob, path, hostKey } = await classOfTwo()
    const { members } = await answer<{ members: MemberEntry[] }>(`${path}/members`, { key: hostKey })
    expect(members.map(({ number, name, runs }) => [number, name, runs])).toEqual([
      [1, ada.name, 1],
      [2, bob.name, 1],
    ])
  })

  it('deletes the class: nothing of it is left, and its code is unknown', async () => {
    const { code, ada, path, asHost } = await classOfTwo()
    const line = await listen(code)
    expect((await asHost('DELETE', '')).status).toBe(204)
    expect(await line.closed()).toBe(4404)
    expect((await problem(path)).status).toBe(404)
    expect((await problem(`${path}/export.json`)).status).toBe(404)
    expect((await submit(code, ada.memberKey, runOf(2))).status).toBe(404)
    expect((await asHost('PATCH', '', { state: 'open' })).status).toBe(404)
  })
})

describe('a member', () => {
  it('spins for another name three times', async () => {
    const { code } = await newClass()
    const { memberKey, name } = await join(code)
    const spin = () => call(`/api/classes/${code}/members/me/spin`, { method: 'POST', key: memberKey })
    const names = new Set([name])
    for (const spinsLeft of [2, 1, 0]) {
      const member = await (await spin()).json<Member>()
      expect(member.spinsLeft).toBe(spinsLeft)
      names.add(member.name)
    }
    expect(names.size).toBe(4)
    expect((await spin()).status).toBe(409)
  })

  it('leaves and takes everything along, at once and for good', async () => {
    const { code, ada, path, hostKey, names, bob } = await classOfTwo()
    expect((await call(`${path}/members/${ada.memberId}`, { method: 'DELETE', key: ada.memberKey })).status).toBe(204)
    expect(await names()).toEqual([[bob.name, 1]])
    const restore = `${path}/members/${ada.memberId}/restore`
    expect((await problem(restore, { method: 'POST', key: hostKey })).status).toBe(404)
    expect((await submit(code, ada.memberKey, runOf(2))).status).toBe(403)
  })

  it('removes a run of their own, and the next best takes its place', async () => {
    const { code, ada, adaRun, path } = await classOfTwo()
    await submitted(code, ada.memberKey, await verifiedRun(20))
    expect((await call(`${path}/runs/${adaRun.id}`, { method: 'DELETE', key: ada.memberKey })).status).toBe(204)
    const row = (await leaderboard(code)).rows.find(({ memberId }) => memberId === ada.memberId)
    expect(row?.speedup).toBeCloseTo(60, 6)
  })

  it('is told what would move them up', async () => {
    const { code, ada } = await classOfTwo()
    const { rank, of, next } = await submitted(code, ada.memberKey, await verifiedRun(55))
    expect({ rank, of, next }).toMatchObject({ rank: 2, of: 2, next: { rank: 1 } })
    expect(next?.speedup).toBeCloseTo(180, 6)
    expect(next?.text).toBe('10 % more speedup reaches rank 1 (180×; yours is 165×).')
  })
})

describe('exports', () => {
  it('hold every run, a line for each rung, in CSV and whole in JSON', async () => {
    const { code, ada, path } = await classOfTwo()
    await submitted(code, ada.memberKey, runOf(3))
    const csv = await call(`${path}/export.csv`)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="prange-${code}.csv"`)
    const lines = (await csv.text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(1 + 3 * 3)
    expect(lines[0]).toMatch(/^run,member,exercise,engine,strategy,workers,items,samples,median_ms/)
    const { runs } = await answer<{ runs: { name: string; flags: string[]; run: unknown }[] }>(`${path}/export.json`)
    expect(runs).toHaveLength(3)
    expect(runs[2]).toMatchObject({ name: ada.name, flags: ['unverified'], run: { exercise: 'pi', ticket: null } })
  })

  it('are whole for a class without runs, too', async () => {
    const { code } = await newClass()
    expect(await answer(`/api/classes/${code}/export.json`)).toEqual({ runs: [] })
    expect(await (await call(`/api/classes/${code}/export.csv`)).text()).toMatch(/^run,member.*\r\n$/)
  })
})
