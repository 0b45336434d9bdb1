import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { parseEnv } from 'node:util'
import { parseInternalSecrets } from '@itqan/keys-contract'
import { parseKeyring } from '@itqan/keys-store/parse-keyring'
import { FirstRunError } from './first-run-error'

/** A secret, and how a new value is made. */
interface Secret {
  name: string
  make: () => string
}

interface SecretRule extends Secret {
  /** What is wrong with a value, `null` when nothing is. */
  problemOf: (value: string) => string | null
}

const rules: SecretRule[] = [
  {
    name: 'INTERNAL_API_SECRET',
    make: () => `itqan-ma:${token()}`,
    problemOf: (value) => {
      const result = parseInternalSecrets(value)
      return result.ok ? null : result.problems.join('; ')
    },
  },
  {
    name: 'BETTER_AUTH_SECRET',
    make: token,
    problemOf: (value) =>
      value.length < 32 ? `has ${value.length} characters; at least 32 are needed` : null,
  },
  {
    name: 'KEYS_ENCRYPTION_KEYS',
    make: () => `k1:${randomBytes(32).toString('base64')}`,
    problemOf: (value) => {
      const result = parseKeyring(value)
      return result.ok ? null : result.problems.join('; ')
    },
  },
]

/** Read by the shell that starts each app, which does not know this file. */
const portNames = ['ITQAN_MA_PORT', 'DASHBOARD_PORT', 'SANDBOX_PORT', 'DATABASE_PORT']

/**
 * The file's text, empty when there is none yet.
 *
 * @throws FirstRunError when it cannot be read or a line is broken: it is left as it was.
 */
export async function readSecretsFile(file: string): Promise<string> {
  const text = await readIfThere(file)
  const problems = problemsOf(text)
  if (problems.length === 0) return text
  throw new FirstRunError(
    `${file} is not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n` +
      'Mend the line, or delete it to have a new secret made. Nothing was changed.',
  )
}

/**
 * Adds the secrets that neither the file nor the environment has. What stands in the file stays.
 *
 * @returns the names that were added.
 */
export async function completeSecretsFile(
  file: string,
  env: Record<string, string | undefined>,
  more: readonly Secret[] = [],
): Promise<string[]> {
  const text = await readSecretsFile(file)
  const known = parseEnv(text)
  const missing = [...rules, ...more].filter(({ name }) => !(name in known) && !env[name])
  if (missing.length === 0) {
    if (text) await chmod(file, 0o600)
    return []
  }
  const separator = text === '' || text.endsWith('\n') ? '' : '\n'
  const added = missing.map(({ name, make }) => `${name}=${make()}\n`).join('')
  await writeWhole(file, `${text}${separator}${added}`)
  return missing.map(({ name }) => name)
}

function problemsOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  const cutOff = lines.flatMap((line, index) =>
    isCutOff(line) ? [`line ${index + 1} is cut off: it has no "="`] : [],
  )
  const values = parseEnv(text)
  const wrong = rules.flatMap(({ name, problemOf }) => {
    const value = values[name]
    const problem = value === undefined ? null : problemOf(value)
    const line = lines.findIndex((candidate) => candidate.includes(name)) + 1
    return problem ? [`line ${line}: ${name} ${problem}`] : []
  })
  const misplaced = portNames.flatMap((name) =>
    name in values ? [`${name} does not work from this file: set it before the command`] : [],
  )
  return [...cutOff, ...wrong, ...misplaced]
}

// Only a file that is not there is an empty one: another failure must not have it replaced.
async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return ''
    const why = error instanceof Error ? error.message : 'unknown failure'
    throw new FirstRunError(`${file} cannot be read (${why}). Nothing was changed.`)
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

// Only the beginning of a name of ours: other lines are the owner's business.
function isCutOff(line: string): boolean {
  const start = line.trim()
  return (
    start.length > 3 && !start.includes('=') && rules.some(({ name }) => name.startsWith(start))
  )
}

// Whole or not at all: a run that is cut off leaves the old file.
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, text, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}

function token(): string {
  return randomBytes(32).toString('base64url')
}
