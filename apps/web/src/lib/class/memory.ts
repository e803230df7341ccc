/**
 * What this device remembers of its classes: who one is there, whether one hosts it, and what was asked once. It is the
 * only place a key ever lies outside the server's hashes; leaving a class erases it.
 */
import * as v from 'valibot'

const Known = v.object({
  code: v.string(),
  title: v.fallback(v.string(), ''),
  /** Epoch ms; the class seen last is the one a run goes to first. */
  seenAt: v.fallback(v.number(), 0),
  member: v.optional(
    v.object({ id: v.string(), key: v.string(), name: v.string(), spinsLeft: v.fallback(v.number(), 0) }),
  ),
  hostKey: v.optional(v.string()),
  /** Undefined until the student has been asked. */
  autoSubmit: v.optional(v.boolean()),
})
export type KnownClass = v.InferOutput<typeof Known>
export type Membership = NonNullable<KnownClass['member']>

/** Reads what was kept; an entry that is not ours or half written is left out, the others stay. */
export function readKnown(text: string | null): KnownClass[] {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '[]')
  } catch {
    // Somebody else's text under our name.
    return []
  }
  if (!Array.isArray(kept)) return []
  return kept.flatMap((entry) => {
    const parsed = v.safeParse(Known, entry)
    return parsed.success ? [parsed.output] : []
  })
}

export type Change = Partial<Omit<KnownClass, 'code'>>

/** The list with `change` made to one class, which is added when it is new; the class seen last comes first. */
export function withChange(list: readonly KnownClass[], code: string, change: Change): KnownClass[] {
  const before = list.find((each) => each.code === code) ?? { code, title: '', seenAt: 0 }
  const after = Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined),
  ) as KnownClass
  return [after, ...list.filter((each) => each.code !== code)].sort((a, b) => b.seenAt - a.seenAt)
}
