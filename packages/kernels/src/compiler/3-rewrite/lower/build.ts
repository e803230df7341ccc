/** Builds the machine-level code of one function: statements go out in order, values stay expressions until used. */
import { BYTES, packPlace } from '../../../runtime/index.ts'
import type { DType, ExceptionName } from '../../../runtime/index.ts'
import type { Typed } from '../../2-infer/typed.ts'
import type { Span } from '../../ast.ts'
import type { Label, Local, MachineType, S, X } from '../../ir.ts'
import { get, i32, i64, load, op, select, set, store } from '../../ir.ts'
import type { ScalarType, Type } from '../../types.ts'
import { arrayType, dtypeType, int64, isArray, isScalar, none, scalar, string, typeName } from '../../types.ts'
import type { Lowering } from './program.ts'
import { itemsAsArray } from './lists.ts'
import { convertScalar } from './scalars.ts'
import type { ArrayVal, LazyVal, ScalarVal, Val } from './values.ts'
import { contiguous, fromParts, loadOp, partsOf, scalarVal, storeOp, toParts } from './values.ts'

export class Build {
  readonly lowering: Lowering
  readonly typed: Typed
  /** The statement or expression being lowered: where what it raises is raised. */
  where: Span
  out: S[] = []
  /** Blocks made by the statement being lowered that nobody has taken: released at its end. */
  #pending: Local[] = []
  readonly #storage = new Map<string, Local[]>()
  /** Blocks that variables hold: released when the function ends. */
  readonly owners: Local[] = []
  /** Of variables that are read where they may not have been set: whether they have been. */
  readonly #setFlags: ReadonlyMap<string, Local>
  /** In the compiler's own Python: the place of the user's call, handed from function to function. */
  readonly callPlace: Local | undefined
  /** Arrays whose sort was left out: what is read of them from there on is selected. */
  readonly selected = new Set<string>()
  /** Inside a prange chunk; loops within it are ordinary. */
  inChunk = false

  constructor(lowering: Lowering, typed: Typed) {
    this.lowering = lowering
    this.typed = typed
    this.where = typed.def.span
    const unsure = [...typed.unsure].flatMap((expr) => (expr.kind === 'name' ? [expr.name] : []))
    this.#setFlags = new Map(unsure.map((name) => [name, this.local('i32', `${name}.isset`)]))
    this.callPlace = typed.scope.userCode ? undefined : { name: 'place', type: 'i32' }
  }

  emit(...statements: S[]): void {
    this.out.push(...statements)
  }

  local(type: MachineType, name = 't'): Local {
    return { name, type }
  }

  /** A value that may be used several times: constants and locals as they are, the rest computed once into a local. */
  spill(x: X, name = 't'): X {
    if (x.k === 'const' || x.k === 'get' || x.k === 'context') return x
    const local = this.local(x.type, name)
    this.emit(set(local, x))
    return get(local)
  }

  call(into: Local[], func: string, args: X[]): void {
    this.emit({ k: 'call', into, func, args })
  }

  /** Runs `fill` into a list of its own; what it leaves pending is released at the end of that list. */
  block(fill: () => void): S[] {
    const [outer, pending] = [this.out, this.#pending]
    this.out = []
    this.#pending = []
    fill()
    this.flush()
    const body = this.out
    this.out = outer
    this.#pending = pending
    return body
  }

  /** Like `block`, for code that leaves a value. */
  valueBlock<T>(fill: () => T): [body: S[], value: T] {
    const values: T[] = []
    const body = this.block(() => values.push(fill()))
    return [body, values[0] as T]
  }

  if(test: X, then: () => void, otherwise?: () => void): void {
    if (test.k === 'const') {
      if (test.value) then()
      else otherwise?.()
      return
    }
    this.emit({ k: 'if', test, then: this.block(then), otherwise: otherwise ? this.block(otherwise) : [] })
  }

  /** Calls `fill` for a counter from `from` up to but not including `to`. */
  count(to: X, fill: (counter: X) => void, options: { from?: X; step?: bigint; name?: string } = {}): void {
    const counter = this.local('i64', options.name ?? 'k')
    const next: Label = { name: 'next' }
    const exit: Label = { name: 'exit' }
    const body = this.block(() => fill(get(counter)))
    this.emit({ k: 'for', counter, from: options.from ?? i64(0), to, step: options.step ?? 1n, body, next, exit })
  }

  raise(error: ExceptionName, message: string): void {
    this.emit({ k: 'raise', error, at: this.placeX(), text: this.lowering.text(message) })
  }

  raiseIf(test: X, error: ExceptionName, message: string): void {
    this.if(test, () => this.raise(error, message))
  }

  // Ownership

  /** Releases what the statement made and nobody took. */
  flush(): void {
    for (const base of this.#pending) this.releaseLocal(base)
    this.#pending = []
  }

  releaseLocal(base: Local): void {
    this.emit({
      k: 'if',
      test: get(base),
      then: [
        { k: 'call', into: [], func: isList(base) ? 'release_list' : 'release', args: [get(base)] },
        set(base, i32(0)),
      ],
      otherwise: [],
    })
  }

  /** A value whose blocks the caller must see to: a fresh one is handed over, any other is counted once more. */
  take(value: Val): Val {
    const existing = this.exist(value)
    if (existing.kind === 'tuple') return { ...existing, items: existing.items.map((item) => this.take(item)) }
    if (existing.kind !== 'array' && existing.kind !== 'list') return existing
    const { base } = existing
    if (base.k === 'get') {
      const index = this.#pending.indexOf(base.local)
      if (index >= 0) {
        this.#pending.splice(index, 1)
        return existing
      }
    }
    if (base.k !== 'const') this.emit({ k: 'call', into: [], func: 'retain', args: [base] })
    return existing
  }

  /** The blocks of a value become this statement's to release. */
  own(value: Val): void {
    if (value.kind === 'tuple') value.items.forEach((item) => this.own(item))
    else if ((value.kind === 'array' || value.kind === 'list') && value.base.k === 'get')
      this.#pending.push(value.base.local)
  }

  // Variables

  /** Where a variable lives while it has this type. */
  storage(name: string, type: Type): Local[] {
    const key = `${name} ${typeName(type)}`
    let locals = this.#storage.get(key)
    if (!locals) {
      locals = partsOf(type).map((part) => this.local(part.type, `${name}${part.name}`))
      this.#storage.set(key, locals)
      this.owners.push(...locals.filter((local) => local.name.endsWith('.base') || isList(local)))
    }
    return locals
  }

  /** Declares where a parameter lives without making the function the owner of its blocks. */
  bindStorage(name: string, type: Type, locals: Local[]): void {
    this.#storage.set(`${name} ${typeName(type)}`, locals)
  }

  read(name: string, type: Type): Val {
    return fromParts(type, this.storage(name, type).map(get))
  }

  /** Stores a value, of exactly this type, that `take` has handed out. */
  write(name: string, type: Type, value: Val): void {
    const locals = this.storage(name, type)
    const parts = toParts(value)
    const last = locals.length === 1
    // Parts may be computed from the variable's old parts (`a = a[1:]`): all are read before any is written.
    const stable = last ? parts : parts.map((part) => this.snapshot(part))
    locals.forEach((local, index) => {
      const part = stable[index]
      if (!part) throw new Error(`${name} has too few parts for ${typeName(type)}`)
      if (this.owners.includes(local)) this.releaseLocal(local)
      this.emit(set(local, part))
    })
  }

  /** Notes that a variable has been set, if anybody asks. */
  noteSet(name: string): void {
    const flag = this.#setFlags.get(name)
    if (flag && !this.inChunk) this.emit(set(flag, i32(1)))
  }

  /** Raises UnboundLocalError if it has not. What a prange loop brings from outside counts as set. */
  checkSet(name: string): void {
    const flag = this.#setFlags.get(name)
    if (!flag || this.inChunk) return
    const message = `local variable '${name}' referenced before assignment`
    this.raiseIf(op('i32.eqz', get(flag)), 'UnboundLocalError', message)
  }

  private snapshot(x: X): X {
    if (x.k === 'const') return x
    const copy = this.local(x.type, 'new')
    this.emit(set(copy, x))
    return get(copy)
  }

  // Conversion

  convert(value: Val, to: Type): Val {
    if (to.kind === 'optional') {
      if (value.kind === 'optional') return { ...value, type: to, value: this.convert(value.value, to.of) }
      const given = value.kind !== 'none'
      const number = given ? this.number(value) : scalarVal(int64, i64(0))
      return { kind: 'optional', type: to, given: i32(Number(given)), value: this.convert(number, to.of) }
    }
    if (value.kind === 'optional') return this.convert(this.inside(value), to)
    if (value.kind === 'scalar' && isScalar(to)) return scalarVal(to, convertScalar(value.x, value.type.name, to.name))
    if (value.kind === 'tuple' && to.kind === 'tuple')
      return {
        kind: 'tuple',
        type: to,
        items: value.items.map((item, index) => this.convert(item, to.items[index] ?? to)),
      }
    if ((value.kind === 'array' || value.kind === 'lazy') && isArray(to)) {
      if (value.type === to) return value
      const existing = this.materialize(value)
      // Only the layout may differ: the strides are there in any case.
      return { ...existing, type: to }
    }
    return value
  }

  /** The number in a value that may be None: then it raises, as Numba does. */
  inside(value: Val): Val {
    if (value.kind !== 'optional') return value
    this.raiseIf(op('i32.eqz', value.given), 'TypeError', `expected ${value.type.of.name}, got None`)
    return value.value
  }

  number(given: Val): ScalarVal {
    const value = this.inside(given)
    if (value.kind !== 'scalar') throw new Error(`expected a number, found ${value.kind}`)
    return value
  }

  /** A number as this type. */
  as(value: Val, type: ScalarType): X {
    const { x, type: from } = this.number(value)
    return convertScalar(x, from.name, type.name)
  }

  // Arrays

  /** A new C-contiguous array, its elements not set. Negative extents raise ValueError. */
  allocate(dtype: DType, shape: readonly X[], options: { zero?: boolean } = {}): ArrayVal {
    const extents = shape.map((extent) => this.spill(extent, 'n'))
    for (const extent of extents) {
      if (extent.k === 'const' && (extent.value as bigint) >= 0n) continue
      this.raiseIf(op('i64.lt_s', extent, i64(0)), 'ValueError', 'negative dimensions not allowed')
    }
    // No product of extents below 2³² each can pass for a small one unless it overflows 64 bits twice over.
    for (const extent of extents) {
      if (extents.length < 2 || extent.k === 'const') continue
      this.raiseIf(op('i64.gt_u', extent, i64(0x7fffffff)), 'MemoryError', 'the array is too large')
    }
    const byteLength = this.spill(
      extents.reduce((product, extent) => op('i64.mul', product, extent), i64(BYTES[dtype])),
      'bytes',
    )
    const base = this.allocateBlock(byteLength, 'block')
    if (options.zero)
      this.emit({ k: 'fill', address: get(base), byte: i32(0), byteLength: op('i32.wrap_i64', byteLength) })
    const type = arrayType(dtype, extents.length)
    return {
      kind: 'array',
      type,
      base: get(base),
      data: get(base),
      shape: extents,
      strides: contiguous(dtype, extents),
    }
  }

  /** A block of memory; this statement's to release. */
  allocateBlock(byteLength: X, name: string): Local {
    const base = this.local('i32', name)
    this.call([base], 'alloc', [byteLength, this.placeX()])
    this.#pending.push(base)
    return base
  }

  address(array: ArrayVal, indices: readonly X[]): X {
    return indices.reduce((address, index, axis) => {
      const stride = array.strides[axis]
      if (!stride) throw new Error('more indices than dimensions')
      const narrow = op('i32.wrap_i64', index)
      const power = stride.k === 'const' ? Math.log2(Number(stride.value)) : NaN
      const offset = Number.isInteger(power) ? op('i32.shl', narrow, i32(power)) : op('i32.mul', narrow, stride)
      return op('i32.add', address, offset)
    }, array.data)
  }

  /** One element; indices (i64) must lie inside. */
  element(array: ArrayVal, indices: readonly X[]): X {
    return load(loadOp(array.type.dtype), this.address(array, indices))
  }

  setElement(array: ArrayVal, indices: readonly X[], x: X): void {
    this.emit(store(storeOp(array.type.dtype), this.address(array, indices), x))
  }

  /** An index as Python means it: negative from the end, IndexError outside. */
  checkIndex(index: X, length: X, axis: number): X {
    if (!this.typed.scope.userCode) return index
    const into = this.local('i64', 'index')
    this.emit({ k: 'bound', into, index, length, axis, at: this.placeX() })
    return get(into)
  }

  /** Total number of elements, i64. */
  size(array: ArrayVal | LazyVal): X {
    return this.spill(
      array.shape.reduce((product, extent) => op('i64.mul', product, extent)),
      'size',
    )
  }

  /** Calls `fill` for every index tuple of a shape, last axis fastest. */
  eachIndex(shape: readonly X[], fill: (indices: X[]) => void): void {
    const nest = (axis: number, indices: X[]): void => {
      const extent = shape[axis]
      if (!extent) return fill(indices)
      this.count(extent, (counter) => nest(axis + 1, [...indices, counter]))
    }
    nest(0, [])
  }

  /** One element of any array value. */
  at(array: ArrayVal | LazyVal, indices: readonly X[]): X {
    return array.kind === 'lazy' ? array.at(indices) : this.element(array, indices)
  }

  materialize(array: ArrayVal | LazyVal): ArrayVal {
    if (array.kind === 'array') return array
    const target = this.allocate(array.type.dtype, array.shape)
    this.fillFrom(target, array)
    return target
  }

  /** Sets every element of `target` from a value of the same shape. */
  fillFrom(target: ArrayVal, source: ArrayVal | LazyVal): void {
    this.eachIndex(target.shape, (indices) => {
      const x = this.at(source, indices)
      this.setElement(target, indices, convertScalar(x, source.type.dtype, target.type.dtype))
    })
  }

  /** The same value with every lazy part made to exist. */
  exist(value: Val): Val {
    if (value.kind === 'lazy') return this.materialize(value)
    if (value.kind === 'tuple') return { ...value, items: value.items.map((item) => this.exist(item)) }
    return value
  }

  array(value: Val): ArrayVal {
    if (value.kind === 'list') return itemsAsArray(this, value)
    if (value.kind !== 'array' && value.kind !== 'lazy') throw new Error(`expected an array, found ${value.kind}`)
    return this.materialize(value)
  }

  /** An array over fresh elements of its own, C-contiguous. */
  copy(array: ArrayVal | LazyVal, dtype: DType = array.type.dtype): ArrayVal {
    if (array.kind === 'lazy' && dtype === array.type.dtype) return this.materialize(array)
    const target = this.allocate(dtype, array.shape)
    const flat = array.kind === 'array' && array.type.layout === 'C' && dtype === array.type.dtype
    if (flat) {
      const byteLength = op('i32.mul', op('i32.wrap_i64', this.size(array)), i32(BYTES[dtype]))
      this.emit({ k: 'copy', to: target.data, from: array.data, byteLength })
    } else this.fillFrom(target, array)
    return target
  }

  // Calls of compiled functions

  /** Calls a function of the compiler's own Python by name, with values of any types. */
  callPrelude(name: string, args: readonly Val[]): Val {
    return this.callTyped(
      this.lowering.prelude(
        name,
        args.map((arg) => this.typeOf(arg)),
      ),
      args,
    )
  }

  /** Calls a typed function; the blocks of its result are this statement's to release. */
  callTyped(target: Typed, args: readonly Val[]): Val {
    const values = args.map((arg, index) => this.convert(this.exist(arg), target.argTypes[index] ?? this.typeOf(arg)))
    const parts = values.flatMap(toParts)
    if (!target.scope.userCode) parts.push(this.placeX())
    const into = partsOf(target.resultType).map((part) => this.local(part.type, `${target.def.name}${part.name}`))
    this.call(into, this.lowering.reference(target), parts)
    const result = fromParts(target.resultType, into.map(get))
    this.own(result)
    return result
  }

  /** Where in the program it is, as `raise` is told. */
  placeX(): X {
    return this.callPlace ? get(this.callPlace) : i32(packPlace(this.where))
  }

  typeOf(value: Val): Type {
    switch (value.kind) {
      case 'scalar':
      case 'array':
      case 'lazy':
      case 'tuple':
      case 'list':
      case 'optional':
      case 'function':
        return value.type
      case 'none':
        return none
      case 'string':
        return string
      case 'dtype':
        return dtypeType(value.name)
      default:
        return value satisfies never
    }
  }

  /** The larger of two i64. */
  max(a: X, b: X): X {
    return select(op('i64.gt_s', a, b), a, b)
  }

  dtypeOf(value: ArrayVal | LazyVal): ScalarType {
    return scalar(value.type.dtype)
  }
}

/** A reference to a list: giving up the last one gives back the block of its items, too. */
const isList = (local: Local): boolean => local.name.endsWith('.list')
