import { Hono } from 'hono'
import * as v from 'valibot'
import { MemberCreatedSchema, MemberEntrySchema, MemberSchema } from '../contract/index.ts'
import type { App } from '../env.ts'
import { describe } from '../middleware/describe.ts'
import { valueOf } from '../middleware/problems.ts'
import { valid } from '../middleware/valid.ts'
import { classroomOf, keyHashOf } from './classroom.ts'

const tag = 'members'
const MemberParam = v.object({ code: v.string(), id: v.string() })

export const members = new Hono<App>()
  .post(
    '/',
    describe({ summary: 'Join a class', tag, replies: { 201: MemberCreatedSchema }, problems: [404, 409] }),
    async (c) => c.json(valueOf(await classroomOf(c).join()), 201),
  )
  .get(
    '/',
    describe({
      summary: 'Everybody in the class, for its host',
      tag,
      replies: { 200: v.object({ members: v.array(MemberEntrySchema) }) },
      problems: [403, 404],
      key: 'host',
    }),
    async (c) => c.json({ members: valueOf(await classroomOf(c).members(await keyHashOf(c))) }, 200),
  )
  .get(
    '/me',
    describe({
      summary: 'Who I am in this class',
      tag,
      replies: { 200: MemberSchema },
      problems: [403, 404],
      key: 'member',
    }),
    async (c) => c.json(valueOf(await classroomOf(c).me(await keyHashOf(c))), 200),
  )
  .post(
    '/me/spin',
    describe({
      summary: 'Another name, three times at most',
      tag,
      replies: { 200: MemberSchema },
      problems: [403, 404, 409],
      key: 'member',
    }),
    async (c) => c.json(valueOf(await classroomOf(c).spin(await keyHashOf(c))), 200),
  )
  .delete(
    '/:id',
    describe({
      summary: 'Remove a member with their runs: by themselves for good, by the host with ten seconds to take it back',
      tag,
      replies: { 204: null },
      problems: [403, 404],
      key: 'member',
    }),
    valid('param', MemberParam),
    async (c) => {
      valueOf(await classroomOf(c).removeMember(await keyHashOf(c), c.req.valid('param').id))
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/restore',
    describe({
      summary: 'Take back the removal of a member',
      tag,
      replies: { 204: null },
      problems: [403, 404, 409],
      key: 'host',
    }),
    valid('param', MemberParam),
    async (c) => {
      valueOf(await classroomOf(c).restoreMember(await keyHashOf(c), c.req.valid('param').id))
      return c.body(null, 204)
    },
  )
