/** What a rewrite is. */
import type { Func } from '../ir.ts'

/** Takes the functions of a module, changes some, and says how many places it changed. */
export interface Rewrite {
  name: string
  sentence: string
  apply(functions: Func[], entry: string): { functions: Func[]; changes: number }
}
