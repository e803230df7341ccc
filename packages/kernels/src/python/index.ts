/**
 * Python in a worker: CPython (Pyodide) and NumPy served from our own origin, with threads that overlap waiting,
 * processes that use the cores, and a `numba` module backed by our compiler.
 *
 *     const session = createPythonSession({ assets: '/python/', onEvent })
 *     await session.ready                       // first visit: seconds and a download; later ones: about a second
 *     await session.run('print(6 * 7)')         // → { status: 'done', elapsedMs }; onEvent saw { type: 'stdout', text: '42\n' }
 *     session.stop()                            // ends the program within 200 ms, whatever it does; the next run works
 *     session.dispose()                         // ends the workers and frees their memory
 *
 * One program runs at a time; `run` while another runs waits for nothing and throws. Output arrives in order, in batches
 * of a few milliseconds; a program that prints faster than `onEvent` returns is slowed down, and of an output that is
 * longer than `outputLimit` characters the middle is left out (a `note` says so).
 */
export { createPythonSession } from './session.ts'
export type { PythonSession, PythonSessionOptions, RunSettings } from './session.ts'
export type * from './events.ts'
