import { compile } from '../../../packages/kernels/src/compiler/index.ts'
import { CompileError } from '../../../packages/kernels/src/compiler/index.ts'
import { prepareCall } from '../../../packages/kernels/src/cli/calls.ts'
import {
  createRuntime,
  elementsOf,
  isArrayView,
  isListValue,
  PythonError,
  type Value,
} from '../../../packages/kernels/src/runtime/index.ts'

/** An answer as scripts/vectors/njit.py writes it: whole numbers are strings, floats the digits of their bits behind an f. */
export type Answer =
  | string
  | boolean
  | null
  | Answer[]
  | { list: Answer[] }
  | { dtype: string; shape: number[]; data: Answer[] }
  | { error: string; line?: number }

/** Runs every call of a program and lists those whose answer is not the expected one. */
export function faultsOf(
  source: string,
  answers: Record<string, Answer>,
  tolerance: (call: string) => number,
): string[] {
  const runtime = createRuntime()
  const program = compile(source, { runtime })
  const faults = Object.entries(answers).flatMap(([call, want]) => {
    const got = answerTo(program, call)
    return agrees(got, want, tolerance(call)) ? [] : [`${call}\n   want ${show(want)}\n   got  ${show(got)}`]
  })
  runtime.dispose()
  return faults
}

function answerTo(program: ReturnType<typeof compile>, call: string): Answer | { crash: string } {
  try {
    return encode(prepareCall(program, call)().value)
  } catch (error) {
    if (error instanceof PythonError) return { error: error.kind, line: error.line }
    if (error instanceof CompileError) return { crash: error.message }
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

export function encode(value: Value): Answer {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return `f${bitsOf(value).toString(16).padStart(16, '0')}`
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (isListValue(value)) return { list: value.list.map(encode) }
  if (!isArrayView(value)) return value.map(encode)
  const elements = Array.from(elementsOf(value) as ArrayLike<number | bigint>)
  const float = value.dtype.startsWith('float')
  const element = (item: number | bigint): Answer =>
    value.dtype === 'bool' ? Number(item) !== 0 : float ? encode(Number(item)) : String(item)
  return { dtype: value.dtype, shape: [...value.shape], data: elements.map(element) }
}

export function agrees(got: Answer | { crash: string }, want: Answer, ulps: number): boolean {
  if (typeof want === 'string' && typeof got === 'string') return got === want || within(got, want, ulps)
  if (want === null || got === null || typeof want !== 'object' || typeof got !== 'object') return got === want
  if (Array.isArray(want) || Array.isArray(got))
    return (
      Array.isArray(want) &&
      Array.isArray(got) &&
      want.length === got.length &&
      want.every((item, index) => agrees(got[index] ?? null, item, ulps))
    )
  if ('list' in want) return 'list' in got && agrees(got.list, want.list, ulps)
  if ('error' in want)
    return 'error' in got && got.error === want.error && (want.line === undefined || got.line === want.line)
  return (
    'dtype' in got &&
    got.dtype === want.dtype &&
    got.shape.join() === want.shape.join() &&
    agrees(got.data, want.data, want.dtype === 'float32' ? ulps * 2 ** 29 : ulps)
  )
}

/** Neighbouring doubles have neighbouring bits; NaN is NaN whatever its bits. */
function within(got: string, want: string, ulps: number): boolean {
  if (!got.startsWith('f') || !want.startsWith('f')) return false
  const [a, b] = [got, want].map((text) => BigInt(`0x${text.slice(1)}`)) as [bigint, bigint]
  if (Number.isNaN(numberOf(a)) || Number.isNaN(numberOf(b)))
    return Number.isNaN(numberOf(a)) && Number.isNaN(numberOf(b))
  const distance = a > b ? a - b : b - a
  return distance <= BigInt(ulps)
}

const view = new DataView(new ArrayBuffer(8))

function bitsOf(value: number): bigint {
  view.setFloat64(0, value)
  return view.getBigUint64(0)
}

function numberOf(bits: bigint): number {
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}

/** Floats readable, the rest as JSON. */
export const show = (answer: unknown): string =>
  JSON.stringify(answer)
    .replace(/"f([\da-f]{16})"/g, (_, bits: string) => String(numberOf(BigInt(`0x${bits}`))))
    .slice(0, 400)
