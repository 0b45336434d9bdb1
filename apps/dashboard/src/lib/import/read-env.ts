import { linesOf, type RawKey, type ReadText, withoutBom } from './raw-key'

/** Google's own packages read Gemini's keys under names of their own. */
const providers: Readonly<Record<string, string>> = {
  google: 'gemini',
  'google-generative-ai': 'gemini',
  claude: 'anthropic',
}

/** `GEMINI_API_KEY`, `OPENAI_API_KEYS`, `MISTRAL_API_KEY_2`: whose keys they are. */
const keyVariable = /^([A-Z][A-Z0-9_]*?)_API_KEYS?(?:_\w+|\d+)?$/i

/** Without `API` it may be a secret of any kind, unless the provider is known. */
const shortVariable =
  /^(GEMINI|GOOGLE|OPENAI|ANTHROPIC|CLAUDE|MISTRAL)_(?:KEYS?|TOKEN)(?:_\w+|\d+)?$/i

/** Reads `GEMINI_API_KEY_1=…`, with or without `export` and quotes; several keys with commas between. */
export function readEnv(text: string): ReadText {
  const rows = linesOf(withoutBom(text)).flatMap((line, index) => {
    const trimmed = line.trim()
    return trimmed === '' || trimmed.startsWith('#') ? [] : readAssignment(trimmed, index + 1)
  })
  return rows.length > 0 ? { ok: true, rows } : { ok: false, problem: 'empty' }
}

function readAssignment(line: string, at: number): RawKey[] {
  const [, name, written] = /^(?:export\s+)?([A-Za-z_][\w.-]{0,200})\s*=\s*(.*)$/.exec(line) ?? []
  if (name === undefined || written === undefined) return [{ at, key: line, problem: 'notAKey' }]
  const [, prefix] = keyVariable.exec(name) ?? shortVariable.exec(name) ?? []
  const value = valueOf(written)
  if (!prefix) return [{ at, key: value ?? '', problem: 'notAKey' }]
  if (value === null) return [{ at, key: '', problem: 'quotes' }]
  const provider = providerOf(prefix)
  const keys = value
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  if (keys.length < 2) return [{ at, key: keys[0] ?? '', name, provider }]
  return keys.map((key, index) => ({ at, key, name: `${name} (${index + 1})`, provider }))
}

/** What stands behind the sign; `null` for a quote that nothing ends. */
function valueOf(written: string): string | null {
  const [, quote, rest = ''] = /^(["'`])(.*)$/.exec(written) ?? []
  if (!quote) return written.replace(/\s#.*$/, '').trim()
  const end = rest.indexOf(quote)
  return end < 0 ? null : rest.slice(0, end)
}

function providerOf(prefix: string): string {
  const name = prefix.toLowerCase().replaceAll('_', '-')
  return providers[name] ?? name
}
