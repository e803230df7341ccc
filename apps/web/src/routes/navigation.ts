export interface Section {
  href: string
  label: string
  /** The folder of addresses this section owns, where it is not `href` itself. */
  under?: string
}

/** The site's main navigation, in reading order. A new section is one line here. */
export const NAVIGATION: readonly Section[] = [
  { href: '/learn', label: 'Learn' },
  { href: '/lab', label: 'Lab' },
  { href: '/c', label: 'Class' },
]

/** Whether an entry is the current page's section. */
export const isUnder = (pathname: string, { href, under = href }: Section): boolean =>
  pathname === under || pathname.startsWith(`${under}/`)
