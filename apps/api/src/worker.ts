import { DurableObject } from 'cloudflare:workers'

export class Classroom extends DurableObject {}

export default {
  fetch: () => new Response('not here yet', { status: 404 }),
}
