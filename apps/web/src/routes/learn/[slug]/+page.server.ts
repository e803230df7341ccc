import { error } from '@sveltejs/kit'
import { cards, lessons } from '#lib/lesson/lessons.server.ts'
import type { EntryGenerator, PageServerLoad } from './$types'

export const entries: EntryGenerator = () => lessons.map(({ slug }) => ({ slug }))

export const load: PageServerLoad = ({ params }) => {
  const index = lessons.findIndex(({ slug }) => slug === params.slug)
  const lesson = lessons[index]
  if (!lesson) error(404, `There is no lesson called ${params.slug}.`)
  return { lesson, previous: cards[index - 1], next: cards[index + 1], of: lessons.length }
}
