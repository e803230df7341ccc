import type { For } from '../../ast.ts'
import type { Build } from './build.ts'
import type { Place } from './statements.ts'
export const isParallelLoop = (_b: Build, _s: For): boolean => false
export function lowerPrange(_b: Build, _p: Place, _s: For): void {}
