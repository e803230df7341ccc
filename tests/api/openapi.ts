/** The API's own document as a judge of its replies, with a JSON Schema validator nobody here wrote. */
import { Validator, type Schema } from '@cfworker/json-schema'
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
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() })),
  )

  /** What is wrong with a reply to an operation; undefined when the document allows it. */
  async function faultOf(path: string, method: string, response: Response): Promise<string | undefined> {
    const reply = paths[path]?.[method.toLowerCase()]?.responses[response.status]
    // Not text(): the runtime warns of it for NDJSON.
    const text = response.webSocket ? '' : new TextDecoder().decode(await response.arrayBuffer())
    if (!reply) return `${response.status} is not in the document: ${text.slice(0, 200)}`
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    if (!reply.content) return text === '' ? undefined : `${response.status} has a body: ${text.slice(0, 200)}`
    const media = reply.content[type]
    if (!media) return `${response.status} is ${type}, not ${Object.keys(reply.content)}`
    if (!media.schema) return undefined
    const validator = validators.get(media.schema) ?? new Validator(media.schema, '2020-12')
    validators.set(media.schema, validator)
    const { valid, errors } = validator.validate(JSON.parse(text))
    return valid ? undefined : JSON.stringify(errors.at(-1))
  }

  return { operations, faultOf }
}
