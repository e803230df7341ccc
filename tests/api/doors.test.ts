import { describe, expect, it } from 'vitest'
import { securityHeaders } from '../../apps/api/src/headers.ts'
import { answer, call, join, newClass, post, problem, runOf, submit } from './client.ts'

describe('bad input is a problem, never a fault', () => {
  it('refuses a body over 32 KB, declared or not, with 413', async () => {
    const body = `{"exercise":"${'x'.repeat(33_000)}"}`
    const declared = await call('/api/tickets', { json: JSON.parse(body) })
    expect(declared.status).toBe(413)
    const chunks = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(1000)))
        controller.close()
      },
    })
    expect((await post('/api/tickets', chunks)).status).toBe(413)
  })

  it('refuses another content type with 415, and JSON with parameters not', async () => {
    const send = (type: string) =>
      call('/api/tickets', { json: { exercise: 'pi' }, headers: { 'content-type': type } }).then(({ status }) => status)
    expect(await send('text/plain')).toBe(415)
    expect(await send('application/x-www-form-urlencoded')).toBe(415)
    expect(await send('application/json; charset=utf-8')).toBe(200)
    expect(await send('application/problem+json')).toBe(200)
  })

  it.each(['{', '', 'null', '[]', '"x"', '{"exercise":1}', '{"exercise":"tetris"}'])(
    'refuses %s with the field at fault',
    async (body) => {
      const response = await post('/api/tickets', body)
      expect([400, 422]).toContain(response.status)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      const text = await response.text()
      expect(JSON.parse(text)).toMatchObject({
        type: expect.any(String),
        title: expect.any(String),
        detail: expect.any(String),
      })
      expect(text).not.toMatch(/Invalid (type|key)|Expected .* but received|at .*\.ts/)
    },
  )

  it('names every field of a run that is wrong', async () => {
    const { code } = await newClass()
    const { memberKey } = await join(code)
    const run = runOf(2)
    const broken = { ...run, device: { ...run.device, cores: 0 }, rungs: [{ ...run.rungs[0], samplesMs: [-1] }] }
    const response = await submit(code, memberKey, { ...broken, exercise: undefined })
    const { errors } = await response.json<{ errors: unknown }>()
    expect(response.status).toBe(422)
    expect(errors).toEqual([
      { path: 'exercise', message: 'is missing' },
      { path: 'device.cores', message: 'must be at least 1' },
      { path: 'rungs.0.samplesMs.0', message: 'must be at least 0' },
    ])
  })

  it('says which methods an address has', async () => {
    for (const [path, method, allow] of [
      ['/api/health', 'POST', 'GET'],
      ['/api/classes', 'PUT', 'POST'],
      ['/api/classes/ABC234', 'POST', 'GET, PATCH, DELETE'],
      ['/api/runs/abc', 'PATCH', 'GET, DELETE'],
      ['/api/classes/ABC234/members/me/spin', 'GET', 'POST'],
    ] as const) {
      const response = await call(path, { method })
      expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, allow])
    }
  })

  it('says 404 for what is not there and 426 for a live line without a WebSocket', async () => {
    expect((await problem('/api/nothing')).status).toBe(404)
    expect((await problem('/api/classes/ABC234')).status).toBe(404)
    expect((await problem('/api/classes/OOOOOO')).status).toBe(404)
    expect((await problem('/api/classes/ABC234/live')).status).toBe(426)
    expect((await problem('/api/classes/ABC234/live', { headers: { upgrade: 'websocket' } })).status).toBe(404)
    expect((await problem('/api/classes/ABC234/export.csv')).status).toBe(404)
    expect((await problem('/api/runs/nope')).status).toBe(404)
    expect((await problem('/api/runs/nope.csv')).status).toBe(404)
    expect((await problem('/api/runs/nope', { method: 'DELETE' })).status).toBe(404)
  })

  it('asks for an Idempotency-Key', async () => {
    const { code } = await newClass()
    const { memberKey } = await join(code)
    const { status, errors } = await problem(`/api/classes/${code}/runs`, { json: runOf(2), key: memberKey })
    expect([status, errors[0]?.path]).toEqual([400, 'idempotency-key'])
  })
})

describe('every reply', () => {
  it.each(['/api/health', '/api/nothing', '/api/quotes/A?delayMs=-1', '/api/openapi.json', '/r/nope'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await call(path)
      for (const [name, value] of Object.entries(securityHeaders)) expect(headers.get(name)).toBe(value)
      expect(headers.get('cache-control')).toMatch(/no-store|no-cache/)
      expect(headers.get('set-cookie')).toBeNull()
    },
  )

  it('tells the version', async () =>
    expect(await answer('/api/health')).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }))
})
