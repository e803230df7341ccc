/** What the catalog's workers can be asked to do. */
import { referenceTasks } from './reference-task.ts'
import { slowSumTasks } from './slow-sum/tasks.ts'

export const tasks = { ...referenceTasks, ...slowSumTasks }
