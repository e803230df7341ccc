import type { CatalogContext } from '../context.ts'
import type { Kernel, Variant } from '../types.ts'
import type { PythonExercise } from './kernels.ts'
import type { PythonStrategy } from './rungs.ts'

/** A kernel's rung of CPython, loaded when it is wanted. */
export async function pythonVariant(
  exercise: PythonExercise,
  strategy: PythonStrategy,
  kernel: () => Kernel<CatalogContext>,
): Promise<Variant<CatalogContext>> {
  const [{ pythonRung }, { pythonKernels }] = await Promise.all([import('./rungs.ts'), import('./kernels.ts')])
  return pythonRung(strategy, kernel, pythonKernels[exercise])
}
