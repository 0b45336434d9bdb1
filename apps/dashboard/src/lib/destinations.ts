/** The pages, in the order of the navigation, and the letter that leads there after `g`. */
export const destinations = [
  { href: '/keys', label: 'keys', letter: 'k' },
  { href: '/why', label: 'why', letter: 'w' },
  { href: '/usage', label: 'usage', letter: 'u' },
  { href: '/apps', label: 'apps', letter: 'a' },
  { href: '/audit', label: 'audit', letter: 'l' },
  { href: '/people', label: 'people', letter: 'p' },
] as const

export type Destination = (typeof destinations)[number]

/** Those that a person may open: only administrators say who comes in. */
export function destinationsFor(role: string): Destination[] {
  return destinations.filter(({ label }) => label !== 'people' || role === 'administrator')
}
