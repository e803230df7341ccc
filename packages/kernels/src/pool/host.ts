/**
 * What the place this code runs in can do: a page, a Web Worker, or Node. Node's own modules are reached through
 * `process.getBuiltinModule`, so that no bundler meets a `node:` import on its way to the browser.
 */

interface NodeProcess {
  getBuiltinModule?(name: string): unknown
}

/** One of Node's built-in modules, or undefined in a browser. The caller names the part of its type that it uses. */
export function nodeModule<Module>(name: string): Module | undefined {
  const { process } = globalThis as { process?: NodeProcess }
  return process?.getBuiltinModule?.(name) as Module | undefined
}

/** Whether memory can be shared between workers: always in Node, in a browser only on a cross-origin isolated page. */
export function canShareMemory(): boolean {
  const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean }
  return typeof SharedArrayBuffer === 'function' && crossOriginIsolated !== false
}

/** Logical cores as this machine tells them; at least 1. */
export function hardwareConcurrency(): number {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } }
  return Math.max(1, navigator?.hardwareConcurrency ?? 1)
}
