/** Addresses of a class. A key travels after `#`: a browser keeps that part to itself, so it reaches no log. */
export const classLink = (origin: string, code: string) => `${origin}/c/${code}`
export const boardLink = (origin: string, code: string) => `${classLink(origin, code)}/board`
export const hostLink = (origin: string, code: string, key: string) => `${classLink(origin, code)}#key=${key}`

/** The host key in an address's fragment; undefined where there is none. */
export function keyIn(hash: string): string | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('key') ?? undefined
}
