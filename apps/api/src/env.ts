import type { Classroom } from './objects/classroom.ts'

/** What wrangler.toml and the secrets bind. */
export interface Env {
  CLASSROOM: DurableObjectNamespace<Classroom>
  DB: D1Database
  ASSETS: Fetcher
  APP_VERSION: string
  /** How many classes, and how many shared runs, one address may make a minute. */
  MAKING: RateLimit
  SHARING: RateLimit
  /** Signs tickets. `npm start` makes one for local use; `wrangler secret put TICKET_SECRET` before a deployment. */
  TICKET_SECRET?: string
}

/** The type argument of every Hono instance here. */
export interface App {
  Bindings: Env
}
