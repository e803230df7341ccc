/**
 * What is kept of a submission: an allow-list, built field by field from known words and numbers. A text survives only
 * in the form of a figure or a version; what does not fit is left out or becomes `other`. Nothing else has a way in.
 */
import type { Device, QualityFlag, Run, RungRun } from '@prange/kernels/words'
import { BROWSERS, OPERATING_SYSTEMS, QUALITY_FLAGS, type RunSubmission } from '../contract/index.ts'

/** Names of parameters and checks: an identifier. */
const NAME = /^[a-zA-Z][a-zA-Z0-9]{0,31}$/
/** Answers, witnesses and checksums: digits, signs, hexadecimal, and the little words of numbers. */
const FIGURE = /^(?:[0-9a-f+\-.,:;/×()[\] ]|nan|inf|infinity|true|false)*$/i
const VERSION = /^\d{1,4}(\.\d{1,6}){0,3}(-[a-z]{1,10}(\.\d{1,6})?)?$/

/** The run as it may be stored and shown; its ticket is not part of it. */
export function anonymise(run: RunSubmission): Run {
  return {
    schema: 1,
    exercise: run.exercise,
    params: pick(run.params, (value) => typeof value === 'number'),
    ticket: null,
    checks: pick(run.checks, isFigure),
    device: deviceOf(run.device),
    rungs: run.rungs.map(rungOf),
    quality: [...new Set(run.quality)].filter((flag): flag is QualityFlag => isOneOf(QUALITY_FLAGS, flag)),
    appVersion: VERSION.test(run.appVersion) ? run.appVersion : 'other',
  }
}

function deviceOf({ cores, memoryGiB, browser, browserMajor, os, isolated, timerStepUs }: RunSubmission['device']) {
  const device: Device = {
    cores,
    browser: familyOf(BROWSERS, browser),
    browserMajor,
    os: familyOf(OPERATING_SYSTEMS, os),
    isolated,
    timerStepUs,
  }
  return memoryGiB === undefined ? device : { ...device, memoryGiB }
}

function rungOf(rung: RunSubmission['rungs'][number]): RungRun {
  const { engine, strategy, workers, items, samplesMs, firstMs, compileMs } = rung
  const checksum = String(rung.checksum)
  return {
    engine,
    strategy,
    workers,
    items,
    samplesMs,
    ...(firstMs === undefined ? {} : { firstMs }),
    ...(compileMs === undefined ? {} : { compileMs }),
    checksum: FIGURE.test(checksum) ? checksum : 'other',
  }
}

function pick<Value, Kept extends Value>(record: Record<string, Value>, fits: (value: Value) => value is Kept) {
  const entries = Object.entries(record).filter((entry): entry is [string, Kept] => fits(entry[1]))
  return Object.fromEntries(entries.filter(([name]) => NAME.test(name)))
}

const isFigure = (value: string | number | boolean | null): value is string | number | boolean =>
  value !== null && (typeof value !== 'string' || FIGURE.test(value))

const isOneOf = <Word extends string>(words: readonly Word[], text: string): text is Word =>
  (words as readonly string[]).includes(text)

/** A family from the fixed list, whatever its case; anything else is `other`. */
function familyOf<Word extends string>(families: readonly Word[], text: string): Word | 'other' {
  const lower = text.trim().toLowerCase()
  return isOneOf(families, lower) ? lower : 'other'
}
