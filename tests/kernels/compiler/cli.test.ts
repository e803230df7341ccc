import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const program = `from numba import njit, prange
import numpy as np


@njit
def add(a, b=2):
    return a + b


@njit
def item(a, i):
    return 1 + a[i]


@njit(parallel=True)
def total(n):
    sums = 0
    for i in prange(n):
        sums += i
    return sums


@njit
def wrong(x):
    y = x.nothing
    return y + (1, 2)[x]


@njit
def says(x):
    print("x is", x)
    return None
`

const folder = mkdtempSync(path.join(tmpdir(), 'njit-'))
const file = path.join(folder, 'program.py')
const entry = path.join(import.meta.dirname, '../../../packages/kernels/src/cli/njit.ts')

beforeAll(() => writeFileSync(file, program))
afterAll(() => rmSync(folder, { recursive: true }))

function njit(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', entry, ...args], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const call = (...calls: string[]) => calls.flatMap((each) => ['--call', each])
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('npm run njit', () => {
  it('prints one line of JSON for each call, and ends with 0 when every one was answered', () => {
    const { status, stdout, stderr } = njit(
      file,
      ...call('add(1)', 'add(1.5, b=2)', 'item(np.arange(3.0), -1)'),
      '--json',
    )
    expect([status, stderr]).toEqual([0, ''])
    const answers = lines(stdout)
    expect(answers.map(({ call, ok, type, value }) => ({ call, ok, type, value }))).toEqual([
      { call: 'add(1)', ok: true, type: 'int64', value: '3' },
      { call: 'add(1.5, b=2)', ok: true, type: 'float64', value: '3.5' },
      { call: 'item(np.arange(3.0), -1)', ok: true, type: 'float64', value: '3.0' },
    ])
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(['call', 'ok', 'type', 'value', 'compileMs', 'runMs'])
      expect(answer['compileMs']).toBeGreaterThan(0)
      expect(answer['runMs']).toEqual([expect.any(Number)])
    }
  })

  it('ends with 1 when one call was not, whose error has a place and a hint', () => {
    const { status, stdout } = njit(file, ...call('add(1, 2)', 'item(np.arange(3), 7)', 'add(1, 2, 3)'), '--json')
    expect(status).toBe(1)
    const [first, second, third] = lines(stdout)
    expect(first).toMatchObject({ ok: true })
    expect(second).toEqual({
      call: 'item(np.arange(3), 7)',
      ok: false,
      error: {
        code: 'IndexError',
        line: 12,
        column: 16,
        message: 'index 7 is out of bounds for axis 0 with size 3',
        hint: expect.any(String) as string,
      },
    })
    expect(third).toMatchObject({ ok: false, error: { code: 'TypeError' } })
  })

  it('lists everything that is wrong with a function, the first of it as its error', () => {
    const { status, stdout } = njit(file, ...call('wrong(1)'), '--json')
    expect(status).toBe(1)
    const [answer] = lines(stdout)
    expect(answer).toMatchObject({ ok: false, error: { code: 'TypingError', line: 25, column: 11 } })
  })

  it('runs each call as often as asked', () => {
    const { stdout } = njit(file, ...call('add(1)'), '--repeat', '5', '--json')
    expect(lines(stdout)[0]?.['runMs']).toHaveLength(5)
  })

  it('answers the same with any number of workers', () => {
    const answers = ['1', '2'].map((workers) => njit(file, ...call('total(1000)'), '--workers', workers, '--json'))
    expect(answers.map(({ status, stdout }) => [status, lines(stdout)[0]?.['value']])).toEqual([
      [0, '499500'],
      [0, '499500'],
    ])
  })

  it.each([
    ['ast', /Syntax tree[\s\S]*function add\(a/],
    ['types', /Typed IR of add\(int64, int64\)[\s\S]*int64/],
    ['ir', /Rewritten IR of add\(int64, int64\)[\s\S]*a \+ b/],
    ['wat', /WebAssembly of add\(int64, int64\)[\s\S]*\(module[\s\S]*i64\.add/],
  ])('prints the stage %s, and the answer below', (stage, shown) => {
    const { status, stdout } = njit(file, ...call('add(1, 2)'), '--stage', stage)
    expect(status).toBe(0)
    expect(stdout).toMatch(shown)
    expect(stdout).toMatch(/\nadd\(1, 2\) {2}→ {2}3 {2}\(int64\)\n/)
  })

  it('keeps what a program prints, and stages, out of the lines of JSON', () => {
    const { status, stdout, stderr } = njit(file, ...call('says(3)'), '--stage', 'wat', '--json')
    expect(status).toBe(0)
    expect(lines(stdout)).toMatchObject([{ ok: true, type: 'none', value: 'None' }])
    expect(stderr).toContain('x is 3')
    expect(stderr).toContain('(module')
  })

  it('ends with 2 for a command line or a file it cannot read', () => {
    expect(njit().status).toBe(2)
    expect(njit(file).stderr).toContain("Say what to call, such as --call 'add(1, 2)'.")
    expect(njit(file, ...call('add(1)'), '--repeat', 'often').status).toBe(2)
    expect(njit(file, '--stage', 'soup').status).toBe(2)
    for (const unreadable of [path.join(folder, 'nothing.py'), folder]) {
      const { status, stderr } = njit(unreadable, ...call('add(1)'))
      expect([status, stderr.replace(/: E\w+/, '')]).toEqual([2, `Cannot read ${unreadable}.\n`])
    }
  })

  it('ends quietly when whoever reads its output stops reading', () => {
    const command = `"${process.execPath}" --no-warnings "${entry}" "${file}" --call "add(1)" --stage wat | head -1`
    const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' })
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).toBe('')
  })
})
