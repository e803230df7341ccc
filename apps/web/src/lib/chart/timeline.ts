/** A timeline: rows on one common clock, each with the spans in which it waited. */
export interface Span {
  fromMs: number
  /** Absent while it goes on. */
  toMs?: number
  /** `queued`: inside the browser, before the request left. `waiting`: for the answer. `failed`: no answer came. */
  kind: 'queued' | 'waiting' | 'failed'
}

export interface TimelineRow {
  label: string
  spans: Span[]
  /** Shown at the end of the row: the price that came back, say. */
  note?: string
}

/** Round seconds (or parts of one) that a clock of this length is ruled with: three to five lines. */
export function ticksOf(endMs: number): number[] {
  const step = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000].find((step) => endMs / step <= 5) ?? 100_000
  return Array.from({ length: Math.floor(endMs / step + 1e-9) + 1 }, (_, index) => index * step)
}

/** Where a span lies on a clock that ends at `endMs`, as shares of its length; an open span ends now. */
export function placed({ fromMs, toMs }: Span, nowMs: number, endMs: number): { left: number; width: number } {
  const left = Math.min(1, fromMs / endMs)
  return { left, width: Math.max(0.002, Math.min(1, (toMs ?? nowMs) / endMs) - left) }
}
