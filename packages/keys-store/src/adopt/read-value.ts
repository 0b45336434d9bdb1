const switches: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  yes: true,
  '1': true,
  on: true,
  oui: true,
  vrai: true,
  false: false,
  f: false,
  no: false,
  '0': false,
  off: false,
  non: false,
  faux: false,
}

/** What is not said is on, as in the guide's table. `undefined`: neither on nor off. */
export function readSwitch(text: string): boolean | undefined {
  return text === '' ? true : switches[text.toLowerCase()]
}

/** A whole number that JavaScript counts exactly: counters are plain numbers on the wire. */
export function readCount(text: string): bigint | undefined {
  if (text === '') return 0n
  if (!/^\d{1,16}$/.test(text)) return undefined
  const count = BigInt(text)
  return count <= BigInt(Number.MAX_SAFE_INTEGER) ? count : undefined
}

const iso =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

/**
 * A moment as ISO 8601 writes it, in milliseconds. Without an offset it is UTC: so Prisma keeps it in a
 * column without a time zone.
 */
export function readMoment(text: string): Date | null | undefined {
  if (text === '') return null
  const [, day, time = '00:00', zone = 'Z'] = iso.exec(text) ?? []
  if (!day) return undefined
  const date = new Date(`${day}T${time}${offset(zone)}`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** PostgreSQL writes `+02`, which JavaScript does not read. */
function offset(zone: string): string {
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  return sign && hours ? `${sign}${hours}:${minutes}` : 'Z'
}
