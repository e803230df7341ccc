import type { Engine, Rung, Strategy } from '@prange/kernels/words'

/** What is coloured: the engine, but the edge (a strategy) has a colour of its own. */
export type EngineColor = Engine | 'edge'

export const ENGINE_NAMES: Record<EngineColor, string> = {
  python: 'Python',
  javascript: 'JavaScript',
  njit: '@njit',
  simd: 'SIMD',
  webgpu: 'WebGPU',
  edge: 'Edge',
}

/** The CSS colour of an engine, the same in every bar, lane, dot and badge. */
export const engineColor = (engine: EngineColor): string => `var(--engine-${engine})`

/** Which colour a rung wears. */
export const colorOf = ({ engine, strategy }: { engine: Engine; strategy: Strategy }): string =>
  engineColor(strategy === 'edge' ? 'edge' : engine)

/** A rung in words without its catalog: "SIMD · 4 workers". */
export function rungWords({ engine, strategy, workers }: Rung): string {
  const how = strategy === 'sequential' ? 'sequential' : `${workers} ${strategy}`
  return strategy === 'edge' ? `Edge · ${workers} at once` : `${ENGINE_NAMES[engine]} · ${how}`
}
