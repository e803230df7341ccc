/** The Worker: one Hono app, and the object that holds a class. */
import { app } from './app.ts'

export { Classroom } from './objects/classroom.ts'
export default app
