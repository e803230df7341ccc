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
const runs: [first: number, type: string, names: string][] = [
  [0x45, 'i32', 'eqz eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u'],
  [0x50, 'i64', 'eqz eq ne lt_s lt_u gt_s gt_u le_s le_u ge_s ge_u'],
  [0x5b, 'f32', 'eq ne lt gt le ge'],
  [0x61, 'f64', 'eq ne lt gt le ge'],
  [0x67, 'i32', 'clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr'],
  [0x79, 'i64', 'clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr'],
  [0x8b, 'f32', 'abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign'],
  [0x99, 'f64', 'abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign'],
  [0xa7, 'i32', 'wrap_i64 trunc_f32_s trunc_f32_u trunc_f64_s trunc_f64_u'],
  [0xac, 'i64', 'extend_i32_s extend_i32_u trunc_f32_s trunc_f32_u trunc_f64_s trunc_f64_u'],
  [0xb2, 'f32', 'convert_i32_s convert_i32_u convert_i64_s convert_i64_u demote_f64'],
  [0xb7, 'f64', 'convert_i32_s convert_i32_u convert_i64_s convert_i64_u promote_f32'],
  [0xbc, 'i32', 'reinterpret_f32'],
  [0xbd, 'i64', 'reinterpret_f64'],
  [0xbe, 'f32', 'reinterpret_i32'],
  [0xbf, 'f64', 'reinterpret_i64'],
  [0xc0, 'i32', 'extend8_s extend16_s'],
  [0xc2, 'i64', 'extend8_s extend16_s extend32_s'],
]
for (const [first, type, names] of runs)
  names.split(' ').forEach((name, index) => (plain[`${type}.${name}`] = first + index))

/** Opcodes behind a prefix byte, numbered by LEB128; lanes follow as bytes. */
const prefixed: Record<string, [prefix: number, number: number]> = {}
const numbered: [prefix: number, type: string, names: string][] = [
  [0xfc, 'i32', '0 trunc_sat_f32_s 2 trunc_sat_f64_s'],
  [0xfc, 'i64', '4 trunc_sat_f32_s 6 trunc_sat_f64_s 7 trunc_sat_f64_u'],
  [0xfd, 'i8x16', '13 shuffle'],
  [0xfd, 'i32x4', '17 splat 28 replace_lane 55 eq 171 shl 173 shr_u 174 add 177 sub 183 min_u'],
  [
    0xfd,
    'i64x2',
    '18 splat 29 extract_lane 30 replace_lane 195 all_true 201 extend_low_i32x4_u 202 extend_high_i32x4_u 203 shl 204 shr_s 205 shr_u 206 add 209 sub 213 mul 214 eq 215 ne 216 lt_s 217 gt_s 218 le_s 219 ge_s',
  ],
  [
    0xfd,
    'f64x2',
    '20 splat 33 extract_lane 34 replace_lane 71 eq 72 ne 73 lt 74 gt 75 le 76 ge 116 ceil 117 floor 122 trunc 148 nearest 236 abs 237 neg 239 sqrt 240 add 241 sub 242 mul 243 div 244 min 245 max',
  ],
  [0xfd, 'v128', '77 not 78 and 80 or 81 xor 82 bitselect 83 any_true'],
]
for (const [prefix, type, names] of numbered)
  for (const [, number, name] of names.matchAll(/(\d+) (\w+)/g)) prefixed[`${type}.${name}`] = [prefix, Number(number)]

/** Loads and stores: log2 of the natural alignment, then the bytes. */
const memory: Record<string, [align: number, ...bytes: number[]]> = {
  'i32.load': [2, 0x28],
  'i64.load': [3, 0x29],
  'f32.load': [2, 0x2a],
  'f64.load': [3, 0x2b],
  'i32.load8_u': [0, 0x2d],
  'i64.load8_s': [0, 0x30],
  'i64.load8_u': [0, 0x31],
  'i64.load16_s': [1, 0x32],
  'i64.load16_u': [1, 0x33],
  'i64.load32_s': [2, 0x34],
  'i64.load32_u': [2, 0x35],
  'i32.store': [2, 0x36],
  'i64.store': [3, 0x37],
  'f32.store': [2, 0x38],
  'f64.store': [3, 0x39],
  'i32.store8': [0, 0x3a],
  'i64.store8': [0, 0x3c],
  'i64.store16': [1, 0x3d],
  'i64.store32': [2, 0x3e],
  'v128.load': [4, 0xfd, 0x00],
  'v128.store': [4, 0xfd, 0x0b],
  'i32.atomic.load': [2, 0xfe, 0x10],
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
