import { Hono } from 'hono'
import {
  ClassChangeSchema,
  ClassCreatedSchema,
  ClassInfoSchema,
  ExerciseSchema,
  NewClassSchema,
} from '../contract/index.ts'
import * as v from 'valibot'
import { newCode } from '../domain/codes.ts'
import type { App } from '../env.ts'
import { jsonBody } from '../middleware/body.ts'
import { describe } from '../middleware/describe.ts'
import { perAddress } from '../middleware/limit.ts'
import { fail, valueOf } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'
import { classroomOf, keyHashOf } from './classroom.ts'

const tag = 'classes'
const ExerciseParam = v.object({ code: v.string(), exercise: ExerciseSchema })

export const classes = new Hono<App>()
  .post(
    '/',
    describe({
      summary: 'Make a class',
      tag,
      replies: { 201: ClassCreatedSchema },
      problems: [400, 413, 415, 422, 429, 503],
    }),
    perAddress('MAKING', 'new classes'),
    jsonBody({ optional: true }),
    valid('json', NewClassSchema),
    async (c) => {
      const title = c.req.valid('json').title ?? ''
      // Of 887 million codes a taken one is a rare accident, five in a row are none.
      for (let attempt = 0; attempt < 5; attempt++) {
        const code = newCode()
        const outcome = await c.env.CLASSROOM.getByName(code).create(code, title)
        if (outcome.ok) return c.json({ code, ...outcome.value }, 201)
      }
      return fail('unavailable', 'No free class code was found. Try again.')
    },
  )
  .get(
    '/:code',
    describe({ summary: 'What a class is', tag, replies: { 200: ClassInfoSchema }, problems: [404] }),
    async (c) => c.json(valueOf(await classroomOf(c).info()), 200),
  )
  .get(
    '/:code/host',
    describe({
      summary: 'The same, but only for its host: whether a host key is right',
      tag,
      replies: { 200: ClassInfoSchema },
      problems: [403, 404],
      key: 'host',
    }),
    async (c) => c.json(valueOf(await classroomOf(c).host(await keyHashOf(c))), 200),
  )
  .patch(
    '/:code',
    describe({
      summary: 'Rename, open or close a class, hide names, rank unverified runs, extend its life',
      tag,
      replies: { 200: ClassInfoSchema },
      problems: [400, 403, 404, 413, 415, 422],
      key: 'host',
    }),
    jsonBody(),
    valid('json', ClassChangeSchema),
    async (c) => c.json(valueOf(await classroomOf(c).change(await keyHashOf(c), c.req.valid('json'))), 200),
  )
  .delete(
    '/:code',
    describe({
      summary: 'Delete a class and all of it',
      tag,
      replies: { 204: null },
      problems: [403, 404],
      key: 'host',
    }),
    async (c) => {
      valueOf(await classroomOf(c).erase(await keyHashOf(c)))
      return c.body(null, 204)
    },
  )
  .delete(
    '/:code/exercises/:exercise/runs',
    describe({
      summary: 'Remove all runs of an exercise; can be taken back for ten seconds',
      tag,
      replies: { 204: null },
      problems: [403, 404],
      key: 'host',
    }),
    valid('param', ExerciseParam),
    async (c) => {
      valueOf(await classroomOf(c).resetExercise(await keyHashOf(c), c.req.valid('param').exercise))
      return c.body(null, 204)
    },
  )
  .post(
    '/:code/exercises/:exercise/runs/restore',
    describe({
      summary: 'Take back the removal of all runs of an exercise',
      tag,
      replies: { 204: null },
      problems: [403, 404, 409],
      key: 'host',
    }),
    valid('param', ExerciseParam),
    async (c) => {
      valueOf(await classroomOf(c).restoreExercise(await keyHashOf(c), c.req.valid('param').exercise))
      return c.body(null, 204)
    },
  )
