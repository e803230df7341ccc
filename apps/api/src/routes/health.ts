import { Hono } from 'hono'
import * as v from 'valibot'
import type { App } from '../env.ts'
import { describe } from '../middleware/describe.ts'

const HealthSchema = v.object({ status: v.literal('ok'), version: v.string() })

export const health = new Hono<App>().get(
  '/',
  describe({ summary: 'Whether the API answers', tag: 'service', replies: { 200: HealthSchema } }),
  (c) => c.json({ status: 'ok' as const, version: c.env.APP_VERSION }),
)
