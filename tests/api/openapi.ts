/** The API's own document as a judge of its replies, with a JSON Schema validator nobody here wrote. */
import { Validator, type Schema } from '@cfworker/json-schema'
import { PROBLEM_TYPE } from '../../apps/api/src/contract/index.ts'
import { answer } from './client.ts'

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>
}
interface Document {
  paths: Record<string, Record<string, Operation>>
}

export async function openapiJudge() {
  const { paths } = await answer<Document>('/api/openapi.json')
  const validators = new Map<Schema, Validator>()
  const ofProblem = paths['/api/classes/{code}']?.get?.responses[404]?.content?.[PROBLEM_TYPE]?.schema
  if (ofProblem === undefined) throw new Error('The document does not say what a problem is.')
  const problemSchema: Schema = ofProblem
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
  )

  const patterns = Object.keys(paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))

  /** The operation a request is for: of several templates the one with most of its own words. */
  function operationOf(method: string, address: string) {
    const { pathname } = new URL(address, 'http://prange.test')
    return patterns
      .filter(({ path, pattern }) => pattern.test(pathname) && paths[path]?.[method.toLowerCase()])
      .sort((a, b) => a.path.replace(/\{\w+\}/g, '').length - b.path.replace(/\{\w+\}/g, '').length)
      .at(-1)
  }

  /** What is wrong with a reply, whatever was asked; undefined when the document allows it. */
  async function faultOf(method: string, address: string, response: Response): Promise<string | undefined> {
    if (response.status >= 500) return `a ${response.status}`
    // Not text(): the runtime warns of it for NDJSON.
    const text = response.webSocket ? '' : new TextDecoder().decode(await response.arrayBuffer())
    const head = method === 'HEAD'
    if (head && text !== '') return 'the reply to HEAD has a body'
    const operation = operationOf(head ? 'GET' : method, address)
    if (!operation)
      return [404, 405].includes(response.status)
        ? problemFault(response, text, head)
        : `a ${response.status} where nothing is`
    const reply = paths[operation.path]?.[head ? 'get' : method.toLowerCase()]?.responses[response.status]
    if (!reply) return `${response.status} is not in the document: ${text.slice(0, 200)}`
    if (!reply.content) return text === '' ? undefined : `${response.status} has a body: ${text.slice(0, 200)}`
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const media = reply.content[type]
    if (!media) return `${response.status} is ${type}, not ${Object.keys(reply.content)}`
    return media.schema && !head ? mismatch(media.schema, text) : undefined
  }

  /** Where there is no operation, the reply is a problem all the same, and a 405 says what is possible. */
  function problemFault(response: Response, text: string, head: boolean): string | undefined {
    const type = response.headers.get('content-type')
    if (type !== PROBLEM_TYPE) return `${response.status} is ${type}`
    if (response.status === 405 && !response.headers.get('allow')) return 'a 405 without Allow'
    return head ? undefined : mismatch(problemSchema, text)
  }

  function mismatch(schema: Schema, text: string): string | undefined {
    const validator = validators.get(schema) ?? new Validator(schema, '2020-12')
    validators.set(schema, validator)
    const { valid, errors } = validator.validate(JSON.parse(text))
    return valid ? undefined : JSON.stringify(errors.at(-1))
  }

  return { operations, operationOf, faultOf }
}
