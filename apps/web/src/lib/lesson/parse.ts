/**
 * A lesson is one Markdown file: `key: value` lines between two `---`, then text. What stands before the first heading
 * introduces the instrument; a heading "Question" and a heading "Answer" make the card at the end.
 */
import { EXERCISES, type Exercise } from '@prange/kernels/words'

export interface LessonSource {
  title: string
  summary: string
  exercise: Exercise
  claim: string
  cells: string[]
  /** Markdown. */
  intro: string
  body: string
  question: string
  answer: string
}

/** Reads one lesson; throws with the file's name when a key or a part is missing. */
export function parseLesson(text: string, file: string): LessonSource {
  const [, head, rest] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  if (head === undefined || rest === undefined) throw new Error(`${file} has no head between two --- lines`)
  const keys = Object.fromEntries(head.split('\n').map((line) => splitOnce(line, ':')))
  const need = (key: string) => keys[key] ?? fail(`${file} has no "${key}:" line`)
  const exercise = EXERCISES.find((name) => name === need('exercise'))
  const { intro, sections } = splitSections(rest)
  const take = (title: string) => sections.get(title) ?? fail(`${file} has no "## ${title}"`)
  const [question, answer] = [take('Question'), take('Answer')]
  const body = [...sections]
    .filter(([title]) => title !== 'Question' && title !== 'Answer')
    .map(([title, section]) => `## ${title}\n${section}`)
    .join('\n')
  return {
    title: need('title'),
    summary: need('summary'),
    exercise: exercise ?? fail(`${file} names an exercise that there is not`),
    claim: need('claim'),
    cells: need('cells').split(/\s+/),
    intro,
    body,
    question,
    answer,
  }
}

function splitSections(text: string): { intro: string; sections: Map<string, string> } {
  const [intro = '', ...parts] = text.split(/^## +/m)
  return { intro, sections: new Map(parts.map((part) => splitOnce(part, '\n'))) }
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + mark.length).trim()]
}

function fail(message: string): never {
  throw new Error(message)
}
