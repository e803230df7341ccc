import { describeRoute, resolver } from 'hono-openapi'
import type { GenericSchema } from 'valibot'
import { PROBLEM_TYPE, ProblemSchema } from '../contract/index.ts'

interface Description {
  summary: string
  tag: string
  /** Replies by status: a schema for JSON, a media type for anything else, null for no body. */
  replies: Record<number, GenericSchema | string | null>
  /** Statuses of problems this route answers with. */
  problems?: readonly number[]
  /** Whose key it wants. */
  key?: 'host' | 'member' | 'delete'
}

/** Describes a route for `GET /api/openapi.json`. */
export function describe({ summary, tag, replies, problems = [], key }: Description) {
  const good = Object.entries(replies).map(([status, reply]) => [status, goodReply(reply)] as const)
  const bad = problems.map((status) => [String(status), problemReply] as const)
  return describeRoute({
    summary,
    tags: [tag],
    responses: Object.fromEntries([...good, ...bad]),
    ...(key ? { security: [{ [key]: [] }] } : {}),
  })
}

const problemReply = {
  description: 'What was wrong and what to do (RFC 9457).',
  content: { [PROBLEM_TYPE]: { schema: resolver(ProblemSchema) } },
}

function goodReply(reply: GenericSchema | string | null) {
  if (reply === null) return { description: 'Done.' }
  if (typeof reply === 'string') return { description: 'Done.', content: { [reply]: {} } }
  return { description: 'Done.', content: { 'application/json': { schema: resolver(reply) } } }
}
