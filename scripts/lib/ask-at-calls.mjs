/**
 * Changes how Pyodide's module asks JavaScript for signals, in two ways.
 *
 * It asks at jumps back and after calls into C, but not where a Python function begins: a recursion without loops could
 * neither be stopped nor give up its turn. CPython does look at its pending signals there (the instruction RESUME), so
 * the question is put in front of that look. The call is no longer than what it replaces, so no other byte of that
 * function moves, and a function put behind all others renumbers none.
 *
 *     local.get $interp                          local.get $interp
 *     i32.load eval_breaker          ⟹           call $look         $look asks, and then loads what was loaded
 *     i32.eqz                                    i32.eqz
 *
 * And it asks every fifty times, which costs a tenth of a tight loop's time and is too seldom where each round takes
 * long. Now it counts down a global that is exported as `signal_countdown`, and whoever answers sets it anew.
 */

/** What RESUME does after it has found its code not instrumented: `if (eval_breaker && oparg < 2)`. */
const loadBreaker = [0x28, 0x02, 0xec, 0x01] // i32.load 236
const look = [...loadBreaker, 0x45, 0x0d, 0x00, 0x20, 0x03, 0x41, 0x02, 0x4e] // i32.eqz, br_if 0, local.get oparg, i32.const 2, i32.ge_s
const question = '_Py_CheckEmscriptenSignals_Helper'
const raiseSignal = 'PyErr_SetInterruptEx'
const countdown = 'signal_countdown'
/** `emscripten_signal_clock = 50`, by which the function that counts and asks is known. */
const interval = Buffer.from([0x41, 50, 0x36])
const SECTION = { types: 1, imports: 2, functions: 3, globals: 6, exports: 7, code: 10 }
const FUNCTION = 0
const GLOBAL = 3
const I32 = 0x7f
const NOP = 0x01

/** The module with both changes; throws when it is not the module that this was written for. */
export function askAtCalls(wasm) {
  const sections = sectionsOf(wasm)
  const section = (id) => only(sections.filter((each) => each.id === id))
  const { functions, globals } = importsOf(wasm, section(SECTION.imports).at)
  const bodies = bodiesOf(wasm, section(SECTION.code).at)
  const type = typesOf(wasm, section(SECTION.types)).findIndex((bytes) =>
    bytes.equals(Buffer.from([0x60, 1, I32, 1, I32])),
  )
  if (type < 0) throw new Error('no function of this module takes a number and gives one')

  const ask = [0x10, ...leb(functions.indexOf(question))]
  const counts = only(
    bodies.filter(({ at, end }) => [interval, Buffer.from(ask)].every((part) => wasm.subarray(at, end).includes(part))),
  )
  const left = leb(globals + read(wasm, section(SECTION.globals).at).value)
  const body = (...bytes) => [...leb(bytes.length), ...bytes]
  // if (--left > 0) return; if ((signal = question())) raise(signal)
  const counting = body(
    ...[1, 1, I32],
    ...[0x23, ...left, 0x41, 1, 0x6b, 0x22, 0, 0x24, ...left, 0x20, 0, 0x41, 0, 0x4a, 0x0d, 0],
    ...[
      ...ask,
      0x22,
      0,
      0x45,
      0x0d,
      0,
      0x20,
      0,
      0x10,
      ...leb(exportOf(wasm, section(SECTION.exports).at, raiseSignal)),
      0x1a,
      0x0b,
    ],
  )
  // The same where it is time to ask; counting here spares a call where it is not.
  const looking = body(
    ...[1, 1, I32],
    ...[0x23, ...left, 0x41, 1, 0x6b, 0x22, 1, 0x24, ...left, 0x20, 1, 0x41, 0, 0x4c, 0x04, 0x40],
    ...[0x10, ...leb(functions.length + bodies.indexOf(counts)), 0x0b, 0x20, 0, ...loadBreaker, 0x0b],
  )
  const index = leb(functions.length + bodies.length)

  const patched = Buffer.from(wasm)
  patched.set(
    [0x10, ...index, ...Array(loadBreaker.length - 1 - index.length).fill(NOP)],
    only(placesOf(wasm, Buffer.from(look))),
  )
  const name = Buffer.from(countdown)
  /** What is put behind the items of a section. */
  const more = new Map([
    [SECTION.functions, leb(type)],
    [SECTION.globals, [I32, 1, 0x41, 50, 0x0b]],
    [SECTION.exports, [...leb(name.length), ...name, GLOBAL, ...left]],
    [SECTION.code, looking],
  ])
  return Buffer.concat([
    patched.subarray(0, 8),
    ...sections.flatMap(({ id, from, at, end }) => {
      const added = more.get(id)
      if (!added) return [patched.subarray(from, end)]
      const count = read(wasm, at)
      const items =
        id === SECTION.code
          ? [patched.subarray(count.end, counts.from), Buffer.from(counting), patched.subarray(counts.end, end)]
          : [patched.subarray(count.end, end)]
      const content = Buffer.concat([Buffer.from(leb(count.value + 1)), ...items, Buffer.from(added)])
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

/** Functions' code, each from its length on. */
function bodiesOf(wasm, at) {
  const count = read(wasm, at)
  const found = []
  for (let from = count.end; found.length < count.value; from = found.at(-1).end) {
    const size = read(wasm, from)
    found.push({ from, at: size.end, end: size.end + size.value })
  }
  return found
}

/** Names of the imported functions, and how many globals are imported. */
function importsOf(wasm, at) {
  const count = read(wasm, at)
  const functions = []
  let globals = 0
  let next = count.end
  const skip = () => (next = read(wasm, next).end)
  const limits = () => {
    const hasMost = wasm[next++] & 1
    skip()
    if (hasMost) skip()
  }
  for (let item = 0; item < count.value; item++) {
    next = text(wasm, next).end
    const name = text(wasm, next)
    next = name.end
    const kind = wasm[next++]
    if (kind === FUNCTION) functions.push(name.value)
    if (kind === GLOBAL) globals++
    if (kind === 1) next++
    if (kind === 1 || kind === 2) limits()
    else if (kind === GLOBAL) next += 2
    else if (kind === 4) next++
    if (kind === FUNCTION || kind === 4) skip()
  }
  return { functions, globals }
}

function exportOf(wasm, at, wanted) {
  const count = read(wasm, at)
  let next = count.end
  for (let item = 0; item < count.value; item++) {
    const name = text(wasm, next)
    const index = read(wasm, name.end + 1)
    if (name.value === wanted && wasm[name.end] === FUNCTION) return index.value
    next = index.end
  }
  throw new Error(`this module has no ${wanted}`)
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

function text(wasm, at) {
  const length = read(wasm, at)
  const end = length.end + length.value
  return { value: wasm.toString('utf8', length.end, end), end }
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
