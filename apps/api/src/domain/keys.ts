/** Bearer keys: 128 random bits, kept only as their SHA-256. Such a key cannot be guessed, so a plain hash is enough. */

const encoder = new TextEncoder()

/** A new key, 22 characters of base64url. */
export function newKey(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: 'base64url', omitPadding: true })
}

/** SHA-256 of a text, in hexadecimal. */
export async function hashOf(text: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))).toHex()
}

/** Whether two hashes are the same, in a time that does not depend on where they differ. */
export function sameHash(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(b.length, 1))
  return difference === 0
}

/** The key of an `Authorization: Bearer` header; undefined where there is none. */
export function bearerOf(header: string | undefined): string | undefined {
  return /^Bearer +([\w-]{1,100}) *$/i.exec(header ?? '')?.[1]
}
