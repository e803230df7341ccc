import { Hono } from 'hono'
import * as v from 'valibot'
import { ExerciseSchema, WorldSchema } from '../contract/index.ts'
import { worldOf } from '../domain/world.ts'
import type { App } from '../env.ts'
import { describe } from '../middleware/describe.ts'
import { valid } from '../middleware/valid.ts'
import { worldEntries } from './shared-store.ts'

export const world = new Hono<App>().get(
  '/',
  describe({
    summary: 'Percentiles of all shared runs by cores and browser; small groups are left out',
    tag: 'shared runs',
    replies: { 200: WorldSchema },
    problems: [400],
  }),
  valid('query', v.object({ exercise: ExerciseSchema })),
  async (c) => {
    const { exercise } = c.req.valid('query')
    return c.json(worldOf(exercise, await worldEntries(c.env.DB, exercise)), 200)
  },
)
