import type { Exercise } from '@prange/kernels/words'

/** What the list of lessons and the links between them need. */
export interface LessonCard {
  slug: string
  /** Its place in the course, from 1. */
  number: number
  title: string
  summary: string
  exercise: Exercise
}

export interface Cell {
  /** File name without its ending: "08_downloads_threads". */
  name: string
  source: string
  /** The source with its tokens marked up, made while the site is built. */
  html: string
}

export interface Lesson extends LessonCard {
  /** HTML before the instrument. */
  intro: string
  /** HTML after it. */
  body: string
  /** What the slides claim, one sentence. */
  claim: string
  question: string
  /** HTML, shown when the reader asks for it. */
  answer: string
  cells: Cell[]
}
