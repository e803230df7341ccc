import type { Context, Hono } from 'hono'
import { generateSpecs } from 'hono-openapi'
import type { App } from './env.ts'

const bearer = (description: string) => ({ type: 'http', scheme: 'bearer', description }) as const

type Document = Awaited<ReturnType<typeof generateSpecs>>

/** `GET /api/openapi.json`: made from the routes and the contract's schemas, once. */
export function openapi(app: Hono<App>) {
  let document: Promise<Document> | undefined
  return async (c: Context<App>): Promise<Response> => {
    document ??= describeAll(app, c.env.APP_VERSION)
    return c.json(await document)
  }
}

async function describeAll(app: Hono<App>, version: string): Promise<Document> {
  const document = await generateSpecs(app, {
    defaultValidationErrorResponse: false,
    excludeStaticFile: false,
    documentation: {
      info: {
        title: 'prange',
        version,
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
  const paths = Object.entries(document.paths).map(([path, item]) => [withSuffix(path), item] as const)
  return { ...document, paths: Object.fromEntries(paths) }
}

/** The router takes an id with its suffix as one parameter, `csv` or `md`; to the reader it is an id and a suffix. */
const withSuffix = (path: string) => path.replace(/\{(csv|md)\}$/, '{$1}.$1')
