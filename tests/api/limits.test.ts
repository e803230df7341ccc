import { describe, expect, it } from 'vitest'
import type { ClassInfo, MemberCreated } from '../../apps/api/src/contract/index.ts'
import { answer, call, join, newClass, runOf } from './client.ts'

const from = (address: string) => ({ headers: { 'cf-connecting-ip': address } })
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))
const statusesOf = (responses: readonly Response[]) => [...new Set(responses.map(({ status }) => status))]

describe('a class behind one address', () => {
  const school = from('203.0.113.7')
  const submit = (code: string, key: string) =>
    call(`/api/classes/${code}/runs`, {
      ...{ json: runOf(2), key },
      headers: { ...school.headers, 'idempotency-key': crypto.randomUUID() },
    })

  it('of three hundred joins and submits at once, and nobody is refused', async () => {
    const { code } = await newClass()
    const path = `/api/classes/${code}/members`
    const members = await times(300, () => answer<MemberCreated>(path, { method: 'POST', ...school }))
    expect(statusesOf(await Promise.all(members.map(({ memberKey }) => submit(code, memberKey))))).toEqual([201])
    expect(await answer<ClassInfo>(`/api/classes/${code}`)).toMatchObject({ memberCount: 300, runCount: 300 })
  })

  it('refuses only the one who floods: 429 with Retry-After, while the others notice nothing', async () => {
    const { code } = await newClass()
    const flooder = await join(code)
    const others = await times(20, () => join(code))
    const [flood, honest] = await Promise.all([
      times(100, () => submit(code, flooder.memberKey)),
      Promise.all(others.map(({ memberKey }) => submit(code, memberKey))),
    ])
    const refused = flood.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(50)
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(statusesOf(honest)).toEqual([201])
  })
})

describe('an address that makes things without end', () => {
  const paths = { classes: '/api/classes', runs: '/api/runs' }

  // Junk counts, too: the limit stands before the body is read.
  it.each([
    { path: paths.classes, limit: 30, address: '198.51.100.1', neighbour: '198.51.100.2' },
    { path: paths.runs, limit: 600, address: '2001:db8:1:2::1', neighbour: '2001:db8:1:3::1' },
  ])(
    'is refused at $path after $limit in a minute; its neighbour is not',
    async ({ path, limit, address, neighbour }) => {
      const one = (sender: string) => call(path, { json: 1, ...from(sender) })
      // A minute may end in between: more than two minutes' worth is refused in any case.
      const answers = await times(2 * limit + 20, () => one(address))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.length).toBeGreaterThan(0)
      expect(answers.length - refused.length).toBeGreaterThanOrEqual(limit)
      expect(refused[0]?.headers.get('retry-after')).toBe('60')
      expect(refused[0]?.headers.get('content-type')).toBe('application/problem+json')
      expect((await one(neighbour)).status).toBe(422)
    },
  )

  it('with another address of the same IPv6 network is the same', async () => {
    const answers = await times(200, (index) => call(paths.classes, { json: 1, ...from(`2001:db8:5:6::${index}`) }))
    expect(statusesOf(answers).sort()).toEqual([422, 429])
  })

  it('is never the machine itself', async () => {
    expect(statusesOf(await times(100, () => call(paths.classes, { json: 1, ...from('127.0.0.1') })))).toEqual([422])
    expect(statusesOf(await times(100, () => call(paths.classes, { json: 1 })))).toEqual([422])
  })
})
