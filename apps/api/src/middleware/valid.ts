/** Validation with the contract's schemas, described in OpenAPI by the same schemas, and errors in words of our own. */
import type { ValidationTargets } from 'hono'
import { validator } from 'hono-openapi'
import type { BaseIssue, GenericSchema } from 'valibot'
import type { Problem } from '../contract/index.ts'
import { fail } from './problems.ts'

/** More than this helps nobody, and a body of 32 KB can be wrong in thousands of places. */
const MOST_ERRORS = 20

/** Validates one part of the request: 422 for a body, 400 for a query, 404 for a path that names nothing. */
export function valid<Schema extends GenericSchema, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) {
  return validator(target, schema, (result) => {
    if (result.success) return
    // The schemas are valibot's, and so are the issues behind the standard interface.
    const errors = distinct((result.error as readonly BaseIssue<unknown>[]).map(errorOf)).slice(0, MOST_ERRORS)
    if (target === 'param') fail('not-found', 'There is nothing at this address.')
    if (target === 'json') fail('invalid', `The body is not valid: ${sentence(errors)}.`, { errors })
    fail('bad-request', `The ${target} is not valid: ${sentence(errors)}.`, { errors })
  })
}

const sentence = (errors: Problem['errors']) =>
  errors
    .slice(0, 3)
    .map(({ path, message }) => `${path || 'it'} ${message}`)
    .join('; ')

/** One value can fail several rules that say the same. */
const distinct = (errors: Problem['errors']) => [
  ...new Map(errors.map((error) => [`${error.path}\n${error.message}`, error])).values(),
]

function errorOf(issue: BaseIssue<unknown>): Problem['errors'][number] {
  const path = issue.path?.map(({ key }) => String(key).slice(0, 40)).join('.') ?? ''
  return { path, message: messageOf(issue) }
}

function messageOf({ type, expected, received, requirement, message }: BaseIssue<unknown>): string {
  if (received === 'undefined') return 'is missing'
  switch (type) {
    case 'min_value':
      return `must be at least ${requirement}`
    case 'max_value':
      return `must be at most ${requirement}`
    case 'gt_value':
      return `must be more than ${requirement}`
    case 'min_length':
      return requirement === 1 ? 'must not be empty' : `must have at least ${requirement} entries`
    case 'max_length':
    case 'max_entries':
      return `must have at most ${requirement} characters or entries`
    case 'integer':
      return 'must be a whole number'
    case 'regex':
    case 'check':
    case 'max_bytes':
      return message.startsWith('Invalid') ? 'has the wrong form' : message
    default:
      return `must be ${(expected ?? 'something else').replaceAll(/["()]/g, '').replaceAll(' | ', ' or ').slice(0, 200)}`
  }
}
