import type { Context, Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import type { App } from './env.ts'

const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description }) as const

/** `GET /api/openapi.json`: made from the routes and the contract's schemas, once. */
export function openapi(app: Hono<App>) {
  let document: ReturnType<typeof generateSpecs> | undefined
  return async (c: Context<App>): Promise<Response> => {
    document ??= generateSpecs(app, {
      defaultValidationErrorResponse: false,
      documentation: {
        info: {
          title: 'prange',
          version: c.env.APP_VERSION,
          description: 'Runs of parallel programs, measured in the browser: classes, leaderboards and shared results.',
        },
        components: {
          securitySchemes: {
            host: bearer('The hostKey of a class.'),
            member: bearer('The memberKey of a member.'),
            delete: bearer('The deleteKey of a shared run.'),
          },
        },
      },
    })
    return c.json(await document)
  }
}
