const number = new Intl.NumberFormat('en')
const rowsOf = (rows: number) => `${number.format(rows)} ${rows === 1 ? 'row' : 'rows'}`

/** A screen full of ids helps nobody; `--json` has them all. */
const someOf = (ids: readonly string[]) =>
  `${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ', …' : ''}`

/** What `keys rewrap` tells. */
export const rewrap = {
  moving: 'Moving keys',
  progress: (done: number, total: number) =>
    `${number.format(done)} of ${number.format(total)} rows looked at`,
  headings: { kek: 'Key', rows: 'Rows', advice: 'In KEYS_ENCRYPTION_KEYS' },
  inClear: '(in clear)',
  advice: {
    current: 'keep: it seals what is new',
    needed: 'keep: rows need it',
    removable: 'may be removed, once every process has the new value',
    absent: 'missing: add it, its rows cannot be read',
    clear: 'in clear still: run keys rewrap',
  },
  moved: (rows: number) => `${rowsOf(rows)} moved.`,
  nothing: 'Nothing to move.',
  due: (rows: number) => `${rowsOf(rows)} to move. Run: keys rewrap`,
  failed: (ids: readonly string[]) =>
    `${rowsOf(ids.length)} could not be opened, and stayed as before: ${someOf(ids)}. ` +
    'Add the key that sealed them to KEYS_ENCRYPTION_KEYS, or remove these keys in the dashboard.',
}
