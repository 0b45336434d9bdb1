import { parse } from 'dotenv'
import type { SourceRow, Source } from './source'

/** Whose key a variable holds. Google's own packages read theirs under two more names. */
const providers: Readonly<Record<string, string>> = {
  GEMINI: 'gemini',
  GOOGLE: 'gemini',
  GOOGLE_GENERATIVE_AI: 'gemini',
  OPENAI: 'openai',
  ANTHROPIC: 'anthropic',
  MISTRAL: 'mistral',
}

const keyVariable = new RegExp(`^(${Object.keys(providers).join('|')})_API_KEYS?(_\\w+)?$`)

interface Assignment {
  name: string
  line: number
}

/** Reads `GEMINI_API_KEY=…`, also with a number behind, and several keys with commas between them. */
export function readEnv(text: string): Source {
  const values = new Map(Object.entries(parse(text)))
  // A line within a value of several lines may look like one: it is a secret's, and no name.
  const assignments = assignmentsIn(text).filter(({ name }) => values.has(name))
  const rows: SourceRow[] = []
  const ignored = new Set<string>()
  for (const assignment of assignments) {
    const provider = providerOf(assignment.name)
    if (!provider) ignored.add(assignment.name)
    else {
      const last = lastOf(assignment.name, assignments)
      const value = values.get(assignment.name) ?? ''
      if (last === assignment.line) rows.push(...rowsOf(assignment, { provider, value }))
      else rows.push(overridden(assignment, last))
    }
  }
  return { kind: 'env', rows, ignored: [...ignored] }
}

function assignmentsIn(text: string): Assignment[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .flatMap((written, index) => {
      const [, name] = /^\s*(?:export\s+)?([\w.-]+)\s*(?:=|:\s)/.exec(written) ?? []
      return name ? [{ name, line: index + 1 }] : []
    })
}

function providerOf(name: string): string | undefined {
  const [, prefix] = keyVariable.exec(name) ?? []
  return prefix && providers[prefix]
}

function lastOf(name: string, assignments: readonly Assignment[]): number {
  return assignments.findLast((one) => one.name === name)?.line ?? 0
}

function rowsOf(
  { name, line }: Assignment,
  { provider, value }: { provider: string; value: string },
): SourceRow[] {
  const keys = value.split(',').map((key) => key.trim())
  const place = { line, label: name }
  if (keys.length === 1) return [{ place, texts: { provider, name, key: value } }]
  // A comma at the end begins no other key.
  return keys.flatMap((key, index) =>
    key ? [{ place, texts: { provider, name: `${name} (${index + 1})`, key } }] : [],
  )
}

/** Whoever reads the file takes the last. */
function overridden({ name, line }: Assignment, last: number): SourceRow {
  return { place: { line, label: name }, texts: {}, problem: { code: 'overridden', line: last } }
}
