import { printable } from '../../printable'

const number = new Intl.NumberFormat('en')

/** What `keys migrate` and `keys invite` tell. */
export const release = {
  applied: (name: string) => `Applied ${name}`,
  current: 'The database is that of this release.',
  failed: (problem: string) =>
    `A migration failed; the database stays as the one before it left it.\n${printable(problem)}`,
  clear: (rows: number) =>
    `${number.format(rows)} stored ${rows === 1 ? 'key is' : 'keys are'} in clear: run keys rewrap`,
  unreadable: (problems: string) =>
    `The database is that of this release, but the dashboard would not start:\n${problems}`,
  first: 'This link makes the first administrator, once and within 24 hours:',
  another: 'This link makes one more administrator, once and within 7 days:',
}
