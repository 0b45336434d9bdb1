import pc from 'picocolors'
import type { Io } from '../../src/cli/io'
import type { Language } from '../../src/cli/language'
import { run } from '../../src/cli/run'
import { SECRET } from '../scripted-dashboard'

export interface Told {
  code: number
  out: string
  err: string
}

/** The command in this process, for tables of many calls: what it needs no process for. */
export async function runHere(
  argv: readonly string[],
  { language = 'en', env = {} }: { language?: Language; env?: Record<string, string> } = {},
): Promise<Told> {
  const told = { out: '', err: '' }
  const io: Io = {
    env: { INTERNAL_API_SECRET: SECRET, ...env },
    childEnv: {},
    cwd: '/nonexistent',
    language,
    colors: pc.createColors(false),
    out: (line) => void (told.out += `${line}\n`),
    err: (line) => void (told.err += `${line}\n`),
    signal: new AbortController().signal,
  }
  return { code: await run(io, argv), ...told }
}
