/**
 * The kernels' words as values, for the schemas. This room may import only types from the kernels, so each list is
 * held to its type in both directions: a word missing here or unknown there does not compile.
 */
import type { Browser, Engine, Exercise, OperatingSystem, QualityFlag, Strategy } from '@prange/kernels/words'

export const EXERCISES = every<Exercise>()([
  'downloads',
  'slow-sum',
  'pi',
  'var',
  'burn',
  'black-scholes',
  'mandelbrot',
  'lab',
])

export const ENGINES = every<Engine>()(['python', 'javascript', 'njit', 'simd', 'webgpu'])

export const STRATEGIES = every<Strategy>()(['sequential', 'threads', 'processes', 'prange', 'workers', 'edge'])

export const QUALITY_FLAGS = every<QualityFlag>()([
  'hidden',
  'not-isolated',
  'coarse-timer',
  'pressure',
  'unstable',
  'few-samples',
  'throttled',
  'too-fast',
])

export const BROWSERS = every<Browser>()(['chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung', 'node', 'other'])

export const OPERATING_SYSTEMS = every<OperatingSystem>()([
  'windows',
  'macos',
  'linux',
  'chromeos',
  'android',
  'ios',
  'other',
])

/** Accepts exactly a list of all members of a union. */
function every<Word extends string>() {
  return <const List extends readonly Word[]>(
    list: List & ([Exclude<Word, List[number]>] extends [never] ? unknown : { missing: Exclude<Word, List[number]> }),
  ): List => list
}
