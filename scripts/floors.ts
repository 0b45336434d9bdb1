/** The oldest release of a package that may be installed, and what an older one lets happen. */
export interface Floor {
  name: string
  /** One a major version; majors above the last are newer than the flaw. */
  floors: readonly string[]
  reason: string
}

export const floors: readonly Floor[] = [
  {
    name: 'next',
    floors: ['16.0.10'],
    reason:
      'a header goes around middleware (CVE-2025-29927); a request runs code through server components (CVE-2025-66478), or hangs the process (CVE-2025-67779)',
  },
  {
    name: '@trpc/server',
    floors: ['11.25.2'],
    reason:
      'a short address of commas costs half a second without a secret; streams that were hung up on stay (no advisory: measured here)',
  },
  {
    name: 'superjson',
    floors: ['1.8.1'],
    reason: 'an input changes the prototype of all objects (CVE-2022-23631)',
  },
  {
    name: 'better-auth',
    floors: ['1.3.26'],
    reason: 'a stranger makes credentials of another user (CVE-2025-61928)',
  },
  {
    name: 'ws',
    floors: ['8.17.1'],
    reason: 'a request with many headers ends the process (CVE-2024-37890)',
  },
  {
    name: 'undici',
    floors: ['6.21.1', '7.2.3'],
    reason: 'boundaries of form data can be foretold (CVE-2025-22150)',
  },
  {
    name: 'jose',
    floors: ['4.15.5'],
    reason: 'a compressed token takes all memory (CVE-2024-28176)',
  },
  {
    name: 'papaparse',
    floors: ['5.2.0'],
    reason: 'a cell of a file holds up the process (CVE-2020-36649)',
  },
]

/** Every version of every package that a lockfile installs, as `name` and `version`. */
export function installedIn(lockfile: string): { name: string; version: string }[] {
  const installed: { name: string; version: string }[] = []
  let isList = false
  for (const line of lockfile.split('\n')) {
    // Other sections name the same packages, with their peers.
    if (/^\S/.test(line)) isList = line === 'packages:'
    const groups = /^ {2}'?(?<name>@?[^@'\s]+)@(?<version>\d[^:'\s]*)'?:$/.exec(line)?.groups
    const { name, version } = groups ?? {}
    if (isList && name && version) installed.push({ name, version })
  }
  return installed
}

/** What must be raised, each with the reason. A floor of what is not installed any more is one, too. */
export function findBelow(
  installed: readonly { name: string; version: string }[],
  rules: readonly Floor[] = floors,
): string[] {
  return rules.flatMap(({ name, floors: oldest, reason }) => {
    const copies = installed.filter((copy) => copy.name === name)
    if (copies.length === 0) return [`${name} is not installed: take its floor away`]
    return copies
      .filter(({ version }) => !isAtLeast(version, oldest))
      .map(({ version }) => `${name} ${version} is below ${oldest.join(' or ')}: ${reason}`)
  })
}

function isAtLeast(version: string, oldest: readonly string[]): boolean {
  const own = partsOf(version)
  const parts = oldest.map(partsOf)
  const floor = parts.find(([major]) => major === own[0])
  if (!floor) return parts.every(([major = 0]) => (own[0] ?? 0) > major)
  const index = own.findIndex((part, place) => part !== floor[place])
  return index === -1 || (own[index] ?? 0) > (floor[index] ?? 0)
}

/** Major, minor, patch; and last whether it is a release: what precedes one is lower. */
function partsOf(version: string): number[] {
  const [numbers = '', preview] = version.split('-', 2)
  return [...numbers.split('.').map(Number), preview === undefined ? 1 : 0]
}
