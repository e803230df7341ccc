/** The entry of the catalog's workers. */
import { serve } from '../pool/index.ts'
import { tasks } from './tasks.ts'

serve(tasks)
