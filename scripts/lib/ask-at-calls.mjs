/**
 * Pyodide asks JavaScript for signals at jumps back and after calls into C, but not where a Python function begins: a
 * recursion without loops could neither be stopped nor give up its turn. CPython does look at its pending signals there
 * (the instruction RESUME), so the question is put in front of that look.
 *
 *     local.get $interp                          local.get $interp
 *     i32.load eval_breaker          ⟹           call $look         $look asks, and then loads what was loaded
 *     i32.eqz                                    i32.eqz
 *
 * The call is no longer than what it replaces, so no other byte of the function moves, and a function put behind all
 * others renumbers none.
 */

/** What RESUME does after it has found its code not instrumented: `if (eval_breaker && oparg < 2)`. */
const look = [
  [0x28, 0x02, 0xec, 0x01], // i32.load 236
  [0x45, 0x0d, 0x00, 0x20, 0x03, 0x41, 0x02, 0x4e], // i32.eqz, br_if 0, local.get oparg, i32.const 2, i32.ge_s
]
const loadBreaker = look[0]
const question = '_Py_CheckEmscriptenSignals_Helper'
/** `emscripten_signal_clock = 50`, by which the function that counts and asks is known. */
const interval = [0x41, 50, 0x36]
const SECTION = { types: 1, imports: 2, functions: 3, code: 10 }
const I32_TO_I32 = [0x60, 1, 0x7f, 1, 0x7f]
const NOP = 0x01

/** The module with the question in it; throws when it is not the module that this was written for. */
export function askAtCalls(wasm) {
  const sections = sectionsOf(wasm)
  const section = (id) => only(sections.filter((each) => each.id === id))
  const imports = importedFunctions(wasm, section(SECTION.imports).at)
  const type = typesOf(wasm, section(SECTION.types)).findIndex((bytes) => bytes.equals(Buffer.from(I32_TO_I32)))
  const bodies = entries(wasm, section(SECTION.code).at)
  if (type < 0) throw new Error('no function of this module takes a number and gives one')

  const asking = Buffer.from([0x10, ...leb(imports.indexOf(question))])
  const asks = bodies.findIndex(
    ({ at, end }) => wasm.subarray(at, end).includes(asking) && wasm.subarray(at, end).includes(Buffer.from(interval)),
  )
  const place = only(placesOf(wasm, Buffer.from(look.flat())))
  const index = leb(imports.length + bodies.length)
  const call = [0x10, ...index, ...Array(loadBreaker.length - 1 - index.length).fill(NOP)]

  const patched = Buffer.from(wasm)
  patched.set(call, place)
  const body = [0, 0x10, ...leb(imports.length + asks), 0x20, 0, ...loadBreaker, 0x0b]
  const added = new Map([
    [SECTION.functions, leb(type)],
    [SECTION.code, [...leb(body.length), ...body]],
  ])
  return Buffer.concat([
    patched.subarray(0, 8),
    ...sections.flatMap(({ id, from, at, end }) => {
      const more = added.get(id)
      if (!more) return [patched.subarray(from, end)]
      const count = read(wasm, at)
      const content = Buffer.concat([
        Buffer.from(leb(count.value + 1)),
        patched.subarray(count.end, end),
        Buffer.from(more),
      ])
      return [Buffer.from([id, ...leb(content.length)]), content]
    }),
  ])
}

function sectionsOf(wasm) {
  const found = []
  for (let from = 8; from < wasm.length; from = found.at(-1).end) {
    const size = read(wasm, from + 1)
    found.push({ id: wasm[from], from, at: size.end, end: size.end + size.value })
  }
  return found
}

/** Items of a section that are each their length and their bytes. */
function entries(wasm, at) {
  const count = read(wasm, at)
  const found = []
  for (let next = count.end; found.length < count.value; next = found.at(-1).end) {
    const size = read(wasm, next)
    found.push({ at: size.end, end: size.end + size.value })
  }
  return found
}

function importedFunctions(wasm, at) {
  const count = read(wasm, at)
  const names = []
  let next = count.end
  const skip = () => (next = read(wasm, next).end)
  const limits = () => {
    const hasMost = wasm[next++] & 1
    skip()
    if (hasMost) skip()
  }
  for (let item = 0; item < count.value; item++) {
    const [, name] = [0, 1].map(() => {
      const length = read(wasm, next)
      next = length.end + length.value
      return wasm.toString('utf8', length.end, next)
    })
    const kind = wasm[next++]
    if (kind === 0) names.push(name)
    if (kind === 1) next++
    if (kind === 1 || kind === 2) limits()
    else if (kind === 3) next += 2
    else if (kind === 4) next++
    if (kind === 0 || kind === 4) skip()
  }
  return names
}

/** Signatures, each as its bytes. */
function typesOf(wasm, { at, end }) {
  const found = []
  for (let next = read(wasm, at).end; next < end;) {
    const from = next++
    for (let list = 0; list < 2; list++) {
      const count = read(wasm, next)
      next = count.end + count.value
    }
    found.push(wasm.subarray(from, next))
  }
  return found
}

function placesOf(wasm, bytes) {
  const found = []
  for (let at = wasm.indexOf(bytes); at >= 0; at = wasm.indexOf(bytes, at + 1)) found.push(at)
  return found
}

function only(found) {
  if (found.length !== 1) throw new Error(`found ${found.length} places where one was expected: is it another Pyodide?`)
  return found[0]
}

/** An unsigned LEB128 number and where it ends. */
function read(wasm, at) {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = wasm[at++]
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return { value, end: at }
  }
}

function leb(value) {
  const bytes = []
  do {
    bytes.push((value & 127) | (value > 127 ? 128 : 0))
    value >>>= 7
  } while (value > 0)
  return bytes
}
