/** Memory, threads and values of compiled functions. */
export { arrayRepr, arrayStr } from './array-text.ts'
export { CONTEXT, DOUBLES_BYTES, WORDS } from './context.ts'
export { EXCEPTIONS, exceptionNumber, NOWHERE, packPlace, PythonError, Raised, unpackPlace } from './errors.ts'
export type { ExceptionName } from './errors.ts'
export type { Heap, OutsideMemory } from './heap.ts'
export { LOWEST_ADDRESS } from './heap.ts'
export { JOB_HEADER } from './parallel.ts'
export type { Parallel, ParallelJob } from './parallel.ts'
export { PROGRESS_MS } from './progress.ts'
export type { OnProgress, Progress } from './progress.ts'
export { probeFeatures } from './probes.ts'
export type { Features } from './probes.ts'
export { floatRepr, shortest } from './decimal.ts'
export { createRuntime } from './runtime.ts'
export type { JobReport, Runtime, RuntimeOptions } from './runtime.ts'
export { endWorker, Stopped, StopWord, StopWords } from './stop.ts'
export type { StopPlace } from './stop.ts'
export { asRaised, openThread, PRINTED, RUNTIME_TEXTS } from './thread.ts'
export type { Print, Thread } from './thread.ts'
export {
  arrayOf,
  BYTES,
  contiguousStrides,
  DTYPES,
  elementsOf,
  isArrayView,
  isListValue,
  isSizedNumber,
} from './values.ts'
export type { Argument, ArrayView, DType, ListValue, SizedNumber, Value } from './values.ts'
