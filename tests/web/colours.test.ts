/**
 * The colours of the design, computed from tokens.css: contrast by WCAG 2.2, and how far engines lie apart for people
 * with normal sight and with each kind of dichromacy (Machado, Oliveira and Fernandes 2009, severity 1).
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Rgb = readonly [number, number, number]
type Matrix = readonly [Rgb, Rgb, Rgb]

const css = readFileSync(new URL('../../apps/web/src/lib/ui/tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  Array.from(css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g), ([, name, light, dark]) => [
    name,
    { light: linear(light ?? ''), dark: linear(dark ?? '') },
  ]),
)

const SURFACES = ['paper', 'panel', 'raised']
const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent', 'accent-strong', 'good', 'warn', 'bad']
const ENGINES = ['python', 'javascript', 'njit', 'simd', 'edge', 'webgpu'].map((name) => `engine-${name}`)

/** Distance in OKLab, times 100. A just noticeable difference is about 2; neighbouring bars are told apart from 6 on. */
const APART = 6

const SIGHTS: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const color = (name: string): Rgb => {
    const pair = tokens.get(name)
    if (!pair) throw new Error(`tokens.css has no colour --${name}`)
    return pair[scheme]
  }

  test.each(TEXTS)('--%s can be read on every surface (4.5 : 1)', (text) => {
    for (const surface of [...SURFACES, 'sunken'])
      expect(contrast(color(text), color(surface)), `on --${surface}`).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['accent', 'good', 'warn', 'bad'])('--%s and ink can be read on its soft tone (4.5 : 1)', (tone) => {
    for (const text of [tone, 'ink', 'ink-2'])
      expect(contrast(color(text), color(`${tone}-soft`)), `--${text}`).toBeGreaterThanOrEqual(4.5)
  })

  test('text on the accent can be read, pressed or not (4.5 : 1)', () => {
    for (const accent of ['accent', 'accent-strong'])
      expect(contrast(color('on-accent'), color(accent)), `on --${accent}`).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['control-line', ...ENGINES])('--%s can be seen on every surface (3 : 1)', (line) => {
    for (const surface of SURFACES)
      expect(contrast(color(line), color(surface)), `on --${surface}`).toBeGreaterThanOrEqual(3)
  })

  test.each(Object.entries(SIGHTS))(`engines lie ${APART} apart in OKLab for %s sight`, (_sight, seen) => {
    const labs = ENGINES.map((engine) => ({ engine, lab: okLab(seenThrough(seen, color(engine))) }))
    for (const [index, a] of labs.entries())
      for (const b of labs.slice(index + 1))
        expect(distance(a.lab, b.lab), `${a.engine} and ${b.engine}`).toBeGreaterThanOrEqual(APART)
  })
})

test('the measures themselves: black on white, and the published OKLab of pure red', () => {
  expect(contrast(linear('#000000'), linear('#ffffff'))).toBeCloseTo(21, 5)
  expect(contrast(linear('#767676'), linear('#ffffff'))).toBeCloseTo(4.54, 2)
  const [lightness, a, b] = okLab(linear('#ff0000'))
  expect(lightness).toBeCloseTo(0.628, 3)
  expect(a).toBeCloseTo(0.2249, 3)
  expect(b).toBeCloseTo(0.1258, 3)
})

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const luminance = (color: Rgb) => dot([0.2126, 0.7152, 0.0722], color)

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

const times = ([x, y, z]: Matrix, color: Rgb): Rgb => [dot(x, color), dot(y, color), dot(z, color)]

function seenThrough(sight: Matrix, color: Rgb): Rgb {
  const [r, g, b] = times(sight, color)
  const within = (value: number) => Math.min(1, Math.max(0, value))
  return [within(r), within(g), within(b)]
}

/** OKLab (Ottosson 2020) from linear sRGB. */
function okLab(color: Rgb): Rgb {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
  )
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)],
  )
}

const distance = (a: Rgb, b: Rgb) => 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
