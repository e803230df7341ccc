import { createMiddleware } from 'hono/factory'
import type { App, Env } from '../env.ts'
import { fail } from './problems.ts'

/** As in wrangler.toml: what a counter forgets after. */
const PERIOD_S = 60

/**
 * Bounds how often one address may make something that stays: 429 with Retry-After beyond it. A whole class shares an
 * address behind NAT, so the limits in wrangler.toml are far above what its members do together. The address is the
 * platform's key for a minute and is kept nowhere.
 */
export function perAddress(limiter: 'MAKING' | 'SHARING', what: string) {
  return createMiddleware<App>(async (c, next) => {
    const address = c.req.header('cf-connecting-ip')
    if (address !== undefined && !isThisMachine(address) && !(await allows(c.env[limiter], address))) {
      const detail = `Too many ${what} from your network at once. Try again in a minute.`
      fail('too-many-requests', detail, { retryAfterS: PERIOD_S })
    }
    await next()
  })
}

/** Served locally: its owner's own tests and scripts. */
const isThisMachine = (address: string) => /^(127\.|::1$|::ffff:127\.)/.test(address)

async function allows(limiter: Env['MAKING'], address: string): Promise<boolean> {
  // Whoever has one IPv6 address has all of its /64.
  const key = address.includes(':') ? (address.split('::')[0] ?? '').split(':').slice(0, 4).join(':') : address
  return (await limiter.limit({ key })).success
}
