/** The one way out for errors: problem documents, never a stack and never a validator's own words. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { PROBLEM_TYPE } from '../contract/index.ts'
import { problemOf, type Fault, type FaultKind, type Outcome } from '../domain/faults.ts'
import type { App } from '../env.ts'

/** Thrown by handlers; carries what to tell the client. */
export class ProblemError extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.detail)
    this.fault = fault
  }
}

/** Ends the request with a problem. */
export function fail(kind: FaultKind, detail: string, more: Omit<Fault, 'kind' | 'detail'> = {}): never {
  throw new ProblemError({ kind, detail, ...more })
}

/** The value of an outcome; a refusal ends the request. */
export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  throw new ProblemError(outcome.fault)
}

/** The app's `onError`. */
export function onError(error: Error, c: Context<App>): Response {
  return problemResponse(c, faultOf(error))
}

/** The app's `notFound`: 405 where another method would have been right. */
export function notFound(allowed: (path: string) => string[]) {
  return (c: Context<App>): Response => {
    const allow = allowed(c.req.path)
    if (allow.length === 0)
      return problemResponse(c, { kind: 'not-found', detail: 'There is nothing at this address.' })
    const detail = `${c.req.method} is not possible here, only ${allow.join(', ')}.`
    return problemResponse(c, { kind: 'method-not-allowed', detail, allow })
  }
}

function problemResponse(c: Context<App>, fault: Fault): Response {
  const problem = problemOf(fault)
  if (fault.retryAfterS !== undefined) c.header('retry-after', String(fault.retryAfterS))
  if (fault.allow) c.header('allow', fault.allow.join(', '))
  if (fault.upgrade) c.header('upgrade', fault.upgrade)
  c.header('content-type', PROBLEM_TYPE)
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode)
}

function faultOf(error: Error): Fault {
  if (error instanceof ProblemError) return error.fault
  if (error instanceof HTTPException && error.status < 500) {
    return { kind: 'bad-request', detail: 'The request could not be read.' }
  }
  if (isPassing(error)) {
    return { kind: 'unavailable', detail: 'The class is busy or restarting. Try again in a moment.', retryAfterS: 1 }
  }
  console.error(error) // eslint-disable-line no-console -- the Worker's only log
  return { kind: 'internal', detail: 'Something broke on our side. Try again; nothing was lost.' }
}

/** Durable Objects mark what passes by itself: an overload, or a restart in the middle of a request. */
function isPassing(error: Error): boolean {
  return 'retryable' in error || 'overloaded' in error || 'durableObjectReset' in error
}
