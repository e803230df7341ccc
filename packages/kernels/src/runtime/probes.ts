/** What this environment can do, so that a fallback can be chosen and shown. */

export interface Features {
  /** SharedArrayBuffer is there (cross-origin isolated page, or Node): prange can use several cores. */
  sharedMemory: boolean
  /** 128-bit SIMD in WASM. */
  simd: boolean
  /** This thread may block on Atomics.wait (a page's main thread may not). */
  mayBlock: boolean
}

export function probeFeatures(): Features {
  return {
    sharedMemory: typeof SharedArrayBuffer === 'function' && sharedMemoryWorks(),
    simd: simdWorks(),
    mayBlock: mayBlock(),
  }
}

function sharedMemoryWorks(): boolean {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer instanceof SharedArrayBuffer
  } catch {
    return false // without cross-origin isolation a shared memory throws
  }
}

/** A module whose only function drops `i32x4.splat(0)`. */
function simdWorks(): boolean {
  const header = [0, 97, 115, 109, 1, 0, 0, 0]
  const type = [1, 4, 1, 96, 0, 0]
  const functions = [3, 2, 1, 0]
  const code = [10, 9, 1, 7, 0, 65, 0, 253, 17, 26, 11]
  return WebAssembly.validate(new Uint8Array([...header, ...type, ...functions, ...code]))
}

function mayBlock(): boolean {
  if (typeof SharedArrayBuffer !== 'function') return false
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0)
    return true
  } catch {
    return false // a TypeError on a page's main thread
  }
}
