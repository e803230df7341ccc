/** What the class routes share: the object behind a code, and the key a request carries. */
import type { Context } from 'hono'
import { readCode } from '../contract/index.ts'
import { bearerOf, hashOf } from '../domain/keys.ts'
import type { App } from '../env.ts'
import { fail } from '../middleware/problems.ts'

/** The object of the class named in the path; 404 when the code cannot be one. */
export function classroomOf(c: Context<App>) {
  const code = readCode(c.req.param('code') ?? '')
  if (code === undefined) fail('not-found', 'There is no class with this code. Codes are six letters and digits.')
  return c.env.CLASSROOM.getByName(code)
}

/** SHA-256 of the request's Bearer key; an empty text, which matches no hash, when there is none. */
export async function keyHashOf(c: Context<App>): Promise<string> {
  const key = bearerOf(c.req.header('authorization'))
  return key === undefined ? '' : hashOf(key)
}
