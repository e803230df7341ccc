import { serve } from '../../../packages/kernels/src/pool/index.ts'
import { tasks } from './tasks.ts'

serve(tasks)
