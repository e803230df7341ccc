/** The course, read from `content/` while the site is built; nothing of this is sent to the browser. */
import { marked } from 'marked'
import { highlightPython } from './highlight.ts'
import { parseLesson } from './parse.ts'
import type { Cell, Lesson, LessonCard } from './types.ts'

const texts = import.meta.glob<string>('/content/lessons/*/lesson.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const cells = import.meta.glob<string>('/content/cells/*.py', { query: '?raw', import: 'default', eager: true })

/** All lessons in the order of their folders. */
export const lessons: readonly Lesson[] = Object.keys(texts)
  .sort()
  .map((file, index) => readLesson(file, index + 1))

/** The same without their texts. */
export const cards: readonly LessonCard[] = lessons.map(({ slug, number, title, summary, exercise }) => ({
  slug,
  number,
  title,
  summary,
  exercise,
}))

function readLesson(file: string, number: number): Lesson {
  const source = parseLesson(texts[file] ?? '', file)
  const [, slug] = /\/\d+-([^/]+)\/lesson\.md$/.exec(file) ?? []
  if (slug === undefined) throw new Error(`${file} is not in a folder named NN-slug`)
  return {
    slug,
    number,
    title: source.title,
    summary: source.summary,
    exercise: source.exercise,
    claim: source.claim,
    intro: html(source.intro),
    body: html(source.body),
    question: html(source.question),
    answer: html(source.answer),
    cells: source.cells.map(readCell),
  }
}

function html(markdown: string): string {
  return marked.parse(markdown, { async: false })
}

function readCell(name: string): Cell {
  const source = cells[`/content/cells/${name}.py`]
  if (source === undefined) throw new Error(`there is no cell ${name} in content/cells`)
  return { name, source, html: highlightPython(source) }
}
