/** Errors on the wire: RFC 9457 problem details, with one entry for each field at fault. */
import * as v from 'valibot'

export const PROBLEM_TYPE = 'application/problem+json'

export const ProblemSchema = v.object({
  /** A URN that names the kind of problem; `about:blank` where the status says all. */
  type: v.string(),
  title: v.string(),
  status: v.number(),
  /** One sentence for a person: what was wrong and what to do. */
  detail: v.string(),
  /** Fields at fault; the path is dotted, as in `rungs.0.samplesMs`. */
  errors: v.array(v.object({ path: v.string(), message: v.string() })),
})
export type Problem = v.InferOutput<typeof ProblemSchema>
