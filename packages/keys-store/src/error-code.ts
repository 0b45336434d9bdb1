/** Deeper than Prisma wraps. */
const MAX_DEPTH = 6

/** PostgreSQL's own code of what led to an error, wherever Prisma put it. */
export function sqlStateOf(error: unknown): string | undefined {
  return find(error, ({ originalCode }) => originalCode)
}

/** What names an error in a log or a message: PostgreSQL's code, Prisma's, Node's, else its name. */
export function codeOf(error: unknown): string {
  const name = error instanceof Error ? error.name : 'unknown'
  return sqlStateOf(error) ?? find(innermost(error), ({ code }) => code) ?? name
}

/** The driver adapter's own name for what happened: all that a raw query tells of a lost server. */
export function adapterKindOf(error: unknown): string | undefined {
  return find(error, ({ kind }) => kind)
}

/** Whether our own pool was closed: it never opens again. */
export function isClosed(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Cannot use a pool after')
}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** Our own errors name what they answer; their cause names what happened. */
function innermost(error: unknown): unknown {
  return error instanceof Error && error.name === 'KeysError' ? error.cause : error
}

function find(error: unknown, read: (fields: Fields) => unknown): string | undefined {
  let current = error
  for (let depth = 0; depth < MAX_DEPTH && isFields(current); depth += 1) {
    const found = read(current)
    if (typeof found === 'string') return found
    const { meta, cause } = current
    current =
      isFields(meta) && isFields(meta['driverAdapterError']) ? meta['driverAdapterError'] : cause
  }
  return undefined
}
