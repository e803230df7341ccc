/** The instructions the compiler uses: one row each, name → bytes. What follows the bytes is told by `immediates`. */

const plain: Record<string, number> = {
  unreachable: 0x00,
  else: 0x05,
  end: 0x0b,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,
}

/** Runs of opcodes in the order of the specification's table, from their first number on. */
const runs: [first: number, names: string][] = [
  [0x45, 'i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u'],
  [0x50, 'i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u'],
  [0x5b, 'f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge'],
  [0x67, 'i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u'],
  [0x71, 'i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr'],
  [0x79, 'i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u'],
  [0x83, 'i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr'],
  [0x8b, 'f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt'],
  [0x92, 'f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign'],
  [0x99, 'f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt'],
  [0xa0, 'f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign'],
  [0xa7, 'i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u'],
  [0xac, 'i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u'],
  [0xb2, 'f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64'],
  [0xb7, 'f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32'],
  [0xbc, 'i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64'],
  [0xc0, 'i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s'],
]
for (const [first, names] of runs) names.split(' ').forEach((name, index) => (plain[name] = first + index))

/** Opcodes behind a prefix byte, numbered by LEB128; lanes follow as bytes. */
const prefixed: Record<string, [prefix: number, number: number]> = {
  'i32.trunc_sat_f32_s': [0xfc, 0],
  'i32.trunc_sat_f64_s': [0xfc, 2],
  'i64.trunc_sat_f32_s': [0xfc, 4],
  'i64.trunc_sat_f64_s': [0xfc, 6],
  'i64.trunc_sat_f64_u': [0xfc, 7],
  'i8x16.shuffle': [0xfd, 13],
  'i32x4.splat': [0xfd, 17],
  'i64x2.splat': [0xfd, 18],
  'f64x2.splat': [0xfd, 20],
  'i32x4.replace_lane': [0xfd, 28],
  'i64x2.extract_lane': [0xfd, 29],
  'f64x2.extract_lane': [0xfd, 33],
  'f64x2.replace_lane': [0xfd, 34],
  'v128.and': [0xfd, 78],
  'v128.or': [0xfd, 80],
  'v128.xor': [0xfd, 81],
  'i32x4.neg': [0xfd, 161],
  'i32x4.shl': [0xfd, 171],
  'i32x4.shr_u': [0xfd, 173],
  'i32x4.add': [0xfd, 174],
  'i32x4.sub': [0xfd, 177],
  'i32x4.min_u': [0xfd, 183],
  'i64x2.extend_low_i32x4_u': [0xfd, 201],
  'i64x2.extend_high_i32x4_u': [0xfd, 202],
  'i64x2.shl': [0xfd, 203],
  'i64x2.shr_u': [0xfd, 205],
  'i64x2.add': [0xfd, 206],
  'i64x2.sub': [0xfd, 209],
  'f64x2.sqrt': [0xfd, 239],
  'f64x2.neg': [0xfd, 237],
  'f64x2.add': [0xfd, 240],
  'f64x2.sub': [0xfd, 241],
  'f64x2.mul': [0xfd, 242],
  'f64x2.div': [0xfd, 243],
}

/** Loads and stores: bytes, and log2 of the natural alignment. */
const memory: Record<string, { bytes: number[]; align: number }> = {
  'i32.load': { bytes: [0x28], align: 2 },
  'i64.load': { bytes: [0x29], align: 3 },
  'f32.load': { bytes: [0x2a], align: 2 },
  'f64.load': { bytes: [0x2b], align: 3 },
  'i32.load8_u': { bytes: [0x2d], align: 0 },
  'i64.load8_s': { bytes: [0x30], align: 0 },
  'i64.load8_u': { bytes: [0x31], align: 0 },
  'i64.load16_s': { bytes: [0x32], align: 1 },
  'i64.load16_u': { bytes: [0x33], align: 1 },
  'i64.load32_s': { bytes: [0x34], align: 2 },
  'i64.load32_u': { bytes: [0x35], align: 2 },
  'i32.store': { bytes: [0x36], align: 2 },
  'i64.store': { bytes: [0x37], align: 3 },
  'f32.store': { bytes: [0x38], align: 2 },
  'f64.store': { bytes: [0x39], align: 3 },
  'i32.store8': { bytes: [0x3a], align: 0 },
  'i64.store8': { bytes: [0x3c], align: 0 },
  'i64.store16': { bytes: [0x3d], align: 1 },
  'i64.store32': { bytes: [0x3e], align: 2 },
  'v128.load': { bytes: [0xfd, 0x00], align: 4 },
  'v128.store': { bytes: [0xfd, 0x0b], align: 4 },
  'i32.atomic.load': { bytes: [0xfe, 0x10], align: 2 },
}

/** Instructions followed by one index: a local, global, function or label. */
const indexed: Record<string, number> = {
  br: 0x0c,
  br_if: 0x0d,
  call: 0x10,
  'local.get': 0x20,
  'local.set': 0x21,
  'local.tee': 0x22,
  'global.get': 0x23,
  'global.set': 0x24,
}

export const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const
export type ValueType = keyof typeof VALUE_TYPES

export const OPCODES = { plain, prefixed, memory, indexed } as const
