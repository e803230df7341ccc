import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { SharedCreated, SharedRun, World } from '../../apps/api/src/contract/index.ts'
import { answer, call, origin, problem, runOf, verifiedRun } from './client.ts'

const share = (run: unknown) => answer<SharedCreated>('/api/runs', { json: run })
const labRun = (more: object = {}) => ({ ...runOf(3, { exercise: 'lab', params: {} }), ...more })

describe('a shared run', () => {
  it('is there for everybody with the link, with its figures, until its author deletes it', async () => {
    const run = await verifiedRun(50)
    const { id, url, deleteKey } = await share(run)
    expect(url).toBe(`${origin}/r/${id}`)
    const found = await answer<SharedRun>(`/api/runs/${id}`)
    expect(found).toMatchObject({ ...run, ticket: null, id, flags: [], code: null })
    expect(found.figures[2]?.speedup?.value).toBeCloseTo(150, 6)
    expect((await call(`/api/runs/${id}`, { method: 'DELETE' })).status).toBe(403)
    expect((await call(`/api/runs/${id}`, { method: 'DELETE', key: 'wrong' })).status).toBe(403)
    expect((await call(`/api/runs/${id}`, { method: 'DELETE', key: deleteKey })).status).toBe(204)
    expect((await problem(`/api/runs/${id}`)).status).toBe(404)
    expect((await call(`/api/runs/${id}`, { method: 'DELETE', key: deleteKey })).status).toBe(404)
  })

  it('comes as CSV and as Markdown, too', async () => {
    const { id } = await share(runOf(50))
    const csv = await call(`/api/runs/${id}.csv`)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const lines = (await csv.text()).trimEnd().split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[3]).toContain('njit,prange,4,150000,3,30,30,30')
    const markdown = await call(`/api/runs/${id}.md`)
    expect(markdown.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
    const text = await markdown.text()
    expect(text).toContain('## pi, darts 1000000')
    expect(text).toContain('| njit/prange | 4 | 30 ms | 5000000 | 150× (150–155) |')
    expect(text).toContain('Flagged: unverified.')
  })

  it('carries its code only of the lab, only when it is sent along, and only up to 20 KB', async () => {
    const code = 'from numba import njit\n'
    expect((await answer<SharedRun>(`/api/runs/${(await share(labRun({ code }))).id}`)).code).toBe(code)
    expect((await answer<SharedRun>(`/api/runs/${(await share(labRun())).id}`)).code).toBeNull()
    expect((await problem('/api/runs', { json: { ...runOf(2), code } })).errors[0]?.path).toBe('code')
    const long = await problem('/api/runs', { json: labRun({ code: 'é'.repeat(10_241) }) })
    expect([long.status, long.errors[0]?.path]).toEqual([422, 'code'])
    await share(labRun({ code: 'é'.repeat(10_240) }))
  })

  it('is flagged when its ticket has served another one', async () => {
    const run = await verifiedRun(50)
    await share(run)
    const { id } = await share(run)
    expect((await answer<SharedRun>(`/api/runs/${id}`)).flags).toEqual(['ticket-replayed'])
  })

  it('leaves nothing in the database but the allow-list and hashes', async () => {
    const run = { ...(await verifiedRun(2)), author: 'Ada' }
    const { deleteKey } = await answer<SharedCreated>('/api/runs', {
      json: run,
      headers: { 'user-agent': 'AdaBrowser', 'cf-connecting-ip': '203.0.113.7' },
    })
    const text = JSON.stringify((await env.DB.prepare('SELECT * FROM runs').all()).results)
    for (const secret of [deleteKey, String(run.ticket), 'Ada', '203.0.113.7']) expect(text).not.toContain(secret)
  })
})

describe('the world', () => {
  it('hides groups of fewer than five runs, and runs that cannot be true', async () => {
    const from = (cores: number, gain: number) =>
      runOf(gain, { exercise: 'burn', device: { ...runOf(2).device, cores, browser: 'safari' } })
    for (let i = 0; i < 5; i++) await share(from(10, 10 + i))
    for (let i = 0; i < 4; i++) await share(from(12, 10))
    await share({ ...from(12, 10), ticket: 'forged.ticket' })
    const { groups } = await answer<World>('/api/world?exercise=burn')
    expect(groups).toMatchObject([{ cores: 10, browser: 'safari', runs: 5 }])
    expect(groups[0]?.speedup.p50).toBeCloseTo(36, 6)
    expect((await problem('/api/world')).status).toBe(400)
    expect((await problem('/api/world?exercise=tetris')).status).toBe(400)
  })
})

describe('the page of a shared run', () => {
  it('has its own title and preview in the first response', async () => {
    const { id } = await share(runOf(50))
    const page = await call(`/r/${id}`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const html = await page.text()
    expect(html.match(/<title>.*?<\/title>/g)).toEqual(['<title>pi: 150× faster · prange</title>'])
    expect(html).toContain('<meta property="og:title" content="pi: 150× faster · prange">')
    expect(html).toMatch(/<meta property="og:description" content="njit\/prange with 4 at once, on 8 cores, chrome 156/)
    expect(html).toContain(`<meta property="og:url" content="${origin}/r/${id}">`)
  })

  it('of an id that never was is a friendly page with status 404', async () => {
    for (const path of ['/r/neverwas12', '/r/%22%3E%3Cscript%3E', '/r/a/b']) {
      const page = await call(path)
      expect([path, page.status, page.headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8'])
      const html = await page.text()
      expect(html).toContain('<title>No such result · prange</title>')
      expect(html).not.toContain('"><script>')
    }
  })

  it('of a class is the shell, which renders itself', async () => {
    for (const path of ['/c/ABC234', '/c/ABC234/board', '/c/nonsense']) expect((await call(path)).status).toBe(200)
    expect((await call('/c/ABC234/elsewhere')).status).toBe(404)
    // A page cannot read a broken escape: it is shown as what it is.
    const broken = await call('/c/%E0%A4%A')
    expect([broken.status, broken.headers.get('location')]).toEqual([302, '/c/%25E0%25A4%25A'])
    expect((await call('/c/%25E0%25A4%25A')).status).toBe(200)
  })
})
