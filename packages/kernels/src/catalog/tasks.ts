/** What the catalog's workers can be asked to do. */
import { blackScholesTasks } from './black-scholes/tasks.ts'
import { burnTasks } from './burn/tasks.ts'
import { mandelbrotTasks } from './mandelbrot/tasks.ts'
import { njitTasks } from './njit-tasks.ts'
import { piTasks } from './pi/tasks.ts'
import { referenceTasks } from './reference-task.ts'
import { slowSumTasks } from './slow-sum/tasks.ts'
import { varTasks } from './var/tasks.ts'

export const tasks = {
  ...referenceTasks,
  ...slowSumTasks,
  ...piTasks,
  ...varTasks,
  ...burnTasks,
  ...blackScholesTasks,
  ...mandelbrotTasks,
  ...njitTasks,
}
