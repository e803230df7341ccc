import { createMiddleware } from 'hono/factory'
import type { App } from '../env.ts'
import { securityHeaders } from '../headers.ts'

/** Sets the security headers on every reply; an API reply is never cached unless its route says so. */
export const headers = createMiddleware<App>(async (c, next) => {
  await next()
  // A 101 has no body to protect and its headers cannot be changed.
  if (c.res.status === 101) return
  for (const [name, value] of Object.entries(securityHeaders)) c.res.headers.set(name, value)
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
})
