import { Moved, nodeModule, type TaskContext } from '../../../packages/kernels/src/pool/index.ts'

/** What the pool's tests have workers do: small, and each provokes one thing. */
export const tasks = {
  double: (n: number) => n * 2,
  whoAmI: (_: null, context: TaskContext) => ({ worker: context.worker, shared: context.shared }),
  spin: (ms: number) => {
    const until = performance.now() + ms
    while (performance.now() < until);
    return ms
  },
  count: (n: number, context: TaskContext) => {
    const until = performance.now() + n
    let done = 0
    // Tells once more after the time is up: a thread that got no turn in between reports all the same.
    for (let now = 0; now < until;) {
      now = performance.now()
      context.progress(++done)
    }
    return done
  },
  fail: (message: string) => {
    throw new RangeError(message)
  },
  failFor: ([bad, index]: [number, number]) => {
    if (index === bad) throw new RangeError(`input ${index}`)
    return index
  },
  exit: (status: number): Promise<never> => {
    nodeModule<{ exit(status: number): void }>('node:process')?.exit(status)
    return new Promise(() => {})
  },
  crashLater: (): Promise<never> => {
    setTimeout(() => {
      throw new Error('thrown outside any task')
    })
    return new Promise(() => {})
  },
  /** Adds one to each element: in place where memory is shared; else in its own copy, which it sends back. */
  increment: ({ data, lo, hi }: { data: Float64Array; lo: number; hi: number }, { shared }: TaskContext) => {
    for (let i = lo; i < hi; i++) data[i] = (data[i] ?? 0) + 1
    return shared ? undefined : new Moved(data, [data.buffer as ArrayBuffer])
  },
  isShared: (data: Float64Array) => !(data.buffer instanceof ArrayBuffer),
}
