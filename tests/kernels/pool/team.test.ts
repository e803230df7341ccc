import { afterEach, describe, expect, it } from 'vitest'
import { createTeam, type Team } from '../../../packages/kernels/src/pool/index.ts'
import { JOB_HEADER, createRuntime, type Runtime } from '../../../packages/kernels/src/runtime/index.ts'

const teams: Team[] = []
const team = async (workers: number) => {
  const made = createTeam(workers)
  teams.push(made)
  await made.ready()
  return made
}
afterEach(() => teams.splice(0).forEach((made) => made.dispose()))

/** `chunk0(frame, chunk)`: stores `chunk + plus` at frame + 64 + 4·chunk; with `trap`, it is unreachable instead. */
function chunkModule({ plus = 1, trap = false } = {}): WebAssembly.Module {
  const name = (text: string) => [text.length, ...Buffer.from(text)]
  const section = (id: number, content: number[]) => [id, content.length, ...content]
  const store = [0x20, 0, 0x20, 1, 0x41, 2, 0x74, 0x6a, 0x20, 1, 0x41, plus, 0x6a, 0x36, 2, 64]
  const body = [0, ...(trap ? [0x00] : store), 0x0b]
  return new WebAssembly.Module(
    new Uint8Array([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 0]),
      ...section(2, [1, ...name('env'), ...name('memory'), 2, 3, 0, 0x80, 0x80, 4]),
      ...section(3, [1, 0]),
      ...section(7, [1, ...name('chunk0'), 0, 0]),
      ...section(10, [1, body.length, ...body]),
    ]),
  )
}

/** One loop of so many chunks; returns what each chunk wrote. */
function loop(made: Team, runtime: Runtime, module: WebAssembly.Module, chunks: number): number[] {
  const block = runtime.allocate('int32', [16 + chunks])
  try {
    made.run({ module, memory: runtime.memory, entry: 'chunk0', frame: block.byteOffset, chunks })
    const words = runtime.elements(block) as Int32Array
    expect(words[JOB_HEADER.done / 4]).toBe(chunks)
    return [...words.subarray(16)]
  } finally {
    runtime.free(block)
  }
}

const upTo = (count: number, plus = 1) => Array.from({ length: count }, (_, i) => i + plus)

describe('a team', () => {
  it.each([1, 2, 3, 7])('of %i works through every chunk while the caller blocks', async (workers) => {
    const made = await team(workers)
    const runtime = createRuntime({ parallel: made })
    for (const chunks of [1, 2, 3, 50]) expect(loop(made, runtime, chunkModule(), chunks)).toEqual(upTo(chunks))
  })

  it('takes job after job, of several modules, from parked and from listening workers', async () => {
    const made = await team(3)
    const runtime = createRuntime({ parallel: made })
    const modules = [1, 2, 3].map((plus) => ({ plus, module: chunkModule({ plus }) }))
    for (let round = 0; round < 200; round++) {
      const { plus, module } = modules[round % 3]!
      expect(loop(made, runtime, module, 5)).toEqual(upTo(5, plus))
      // Past PARK_MS now and then: the workers are back in their event loops.
      if (round % 67 === 66) await new Promise((resolve) => setTimeout(resolve, 80))
    }
  })

  it('serves more memories than it keeps open', async () => {
    const made = await team(2)
    const module = chunkModule()
    const runtimes = Array.from({ length: 7 }, () => createRuntime({ parallel: made }))
    for (const runtime of [...runtimes, ...runtimes]) expect(loop(made, runtime, module, 4)).toEqual(upTo(4))
  })

  it('tells whoever watches how many chunks each worker has done, until nobody does', async () => {
    const made = await team(2)
    const runtime = createRuntime({ parallel: made })
    const heard: number[][] = []
    made.watch((done, chunks) => heard.push([...done, chunks]))
    loop(made, runtime, chunkModule(), 40)
    loop(made, runtime, chunkModule(), 40)
    const [first = 0, second = 0, chunks] = heard.at(-1) ?? []
    expect({ done: first + second, chunks }).toEqual({ done: 80, chunks: 40 })
    const told = heard.length
    made.watch()
    loop(made, runtime, chunkModule(), 40)
    expect(heard).toHaveLength(told)
  })

  it('lets the caller go, with an error, when a worker breaks down', async () => {
    const made = await team(2)
    const runtime = createRuntime({ parallel: made })
    expect(() => loop(made, runtime, chunkModule({ trap: true }), 4)).toThrow(/team failed/)
    expect(() => loop(made, runtime, chunkModule(), 4)).toThrow()
  })

  it('cannot be used once disposed of, and has one worker or more', async () => {
    const made = await team(1)
    made.dispose()
    expect(() => loop(made, createRuntime({ shared: true }), chunkModule(), 1)).toThrow(/disposed/)
    expect(() => createTeam(0)).toThrow(RangeError)
  })
})
