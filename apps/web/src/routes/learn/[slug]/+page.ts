import { instrumentOf } from '#lib/run/instruments.ts'
import type { PageLoad } from './$types'

/** The lesson's text comes from the server's load; the instrument is code of its own, loaded for this lesson only. */
export const load: PageLoad = async ({ data }) => ({ ...data, Instrument: await instrumentOf(data.lesson.exercise) })
