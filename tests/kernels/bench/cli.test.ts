import { execFile } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Run } from '../../../packages/kernels/src/words.ts'

const cli = path.resolve(import.meta.dirname, '../../../packages/kernels/src/bench/cli.ts')
const quick = ['slow-sum', '--param', 'n=200_000', '--budget', '12', '--workers', '1,2']

describe('npm run ladder', () => {
  it('lists the exercises when asked for nothing', async () => {
    const { code, out } = await ladder()
    expect(code).toBe(0)
    expect(out).toMatch(/Usage: npm run ladder -- EXERCISE/)
    expect(out).toMatch(/slow-sum +Four sums of squares/)
  })

  it('prints a run as JSON, and nothing else', async () => {
    const { code, out, err } = await ladder(...quick, '--json', '--seed', '7', '--rungs', 'javascript/workers')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const run = JSON.parse(out) as Run
    expect(run).toMatchObject({
      schema: 1,
      exercise: 'slow-sum',
      ticket: null,
      checks: { seed: 7 },
      params: { n: 200_000 },
    })
    expect(run.rungs.map(({ strategy, workers }) => `${strategy} ${workers}`)).toEqual(['workers 1', 'workers 2'])
  })

  it('prints a table with bars, intervals and what to do next', async () => {
    const { code, out } = await ladder(...quick, '--rungs', 'javascript/sequential,javascript/workers')
    expect(code).toBe(0)
    expect(out).toMatch(/^Slow sum: n 200K, tasks 4, seed 42$/m)
    expect(out).toMatch(/^JavaScript +javascript\/sequential +1 × .*[█▓░▏]$/m)
    expect(out).toMatch(/javascript\/workers +[\d.]+ × +\[[\d.]+–[\d.]+\] .*[█▓░▏]$/m)
    expect(out).toMatch(
      /^javascript\/workers: (serial part .* \(Karp–Flatt\)|no faster with 2 workers than with one)\.$/m,
    )
    expect(out).toMatch(/^Not here: python\/sequential, .* need a browser\. Run \/learn\/slow-sum for them\.$/m)
  })

  it.each([
    ['an unknown exercise', ['chess'], /There is no exercise "chess"\. There are:\n +downloads/],
    ['two exercises', ['slow-sum', 'pi'], /One exercise at a time, not also "pi"\./],
    ['an unknown option', ['slow-sum', '--wrokers', '2'], /'--wrokers'[^]*Usage:/],
    ['a parameter it cannot read', ['slow-sum', '--param', 'n'], /--param darts=1000000, not "n"\./],
    ['workers that are no numbers', ['slow-sum', '--workers', 'two'], /Workers are whole numbers/],
  ])('says what is wrong with %s, and exits with 2', async (_, args, message) => {
    const { code, err } = await ladder(...args)
    expect(err).toMatch(message)
    expect(code).toBe(2)
  })

  it('fails in one sentence where no rung can run', async () => {
    const { code, err } = await ladder('downloads', '--rungs', 'sequential')
    expect({ code, err }).toEqual({
      code: 1,
      err: 'Downloads need the API to download from: start it with `npm start` and try again.\n',
    })
  })
})

function ladder(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [cli, ...args], (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  )
}
