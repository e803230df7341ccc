/** Mounts the routes; one `onError`, one document. `AppType` is what the web app's typed client is made from. */
import { Hono } from 'hono'
import type { App } from './env.ts'
import { describe } from './middleware/describe.ts'
import { headers } from './middleware/headers.ts'
import { notFound, onError } from './middleware/problems.ts'
import { openapi } from './openapi.ts'
import { board } from './routes/board.ts'
import { classes } from './routes/classes.ts'
import { classRuns } from './routes/class-runs.ts'
import { health } from './routes/health.ts'
import { members } from './routes/members.ts'
import { pages } from './routes/pages.ts'
import { quotes } from './routes/quotes.ts'
import { shared } from './routes/shared.ts'
import { tickets } from './routes/tickets.ts'
import { world } from './routes/world.ts'

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE']

const root = new Hono<App>()
root.use(headers)
root.onError(onError)
root.notFound(notFound(allowedMethods))
root.get(
  '/api/openapi.json',
  describe({ summary: 'This document', tag: 'service', replies: { 200: 'application/json' } }),
  openapi(root),
)
root.route('/', pages)

export const app = root
  .route('/api/health', health)
  .route('/api/quotes', quotes)
  .route('/api/tickets', tickets)
  .route('/api/classes', classes)
  .route('/api/classes/:code/members', members)
  .route('/api/classes/:code/runs', classRuns)
  .route('/api/classes/:code', board)
  .route('/api/runs', shared)
  .route('/api/world', world)

export type AppType = typeof app

/** Methods that have a handler at a path (middleware, which takes any method, does not count). */
function allowedMethods(path: string): string[] {
  return METHODS.filter((method) => root.router.match(method, path)[0].some(([[, route]]) => route.method === method))
}
