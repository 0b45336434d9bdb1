import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'dotenv'
import pc from 'picocolors'
import type { Io } from './io'
import { languageOf } from './language'
import { run } from './run'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

const interrupted = new AbortController()
const signals = ['SIGINT', 'SIGTERM'] as const
for (const signal of signals) process.on(signal, interrupt)

/** The first time, what is under way is ended well; the second time, the process ends as any other. */
function interrupt(signal: NodeJS.Signals): void {
  if (!interrupted.signal.aborted) return interrupted.abort(signal)
  for (const name of signals) process.off(name, interrupt)
  process.kill(process.pid, signal)
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` has seen enough. What was begun is done all the same.
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
  })
}

const io: Io = {
  env: { ...(await readEnvFile()), ...process.env },
  // The script of the root says where it was called: pnpm changes the folder.
  cwd: process.env['KEYS_CWD'] || process.cwd(),
  dataDir: path.join(root, '.data/postgres'),
  user: userName(),
  language: languageOf(process.env),
  colors: pc.createColors(process.stdout.isTTY && !process.env['NO_COLOR']),
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  screen: process.stderr.isTTY ? process.stderr : null,
  ask: process.stdin.isTTY ? ask : null,
  signal: interrupted.signal,
}

process.exitCode = await run(io, process.argv.slice(2))
const { reason } = io.signal as { reason: unknown }
// Whoever called sees which signal ended it.
if (reason === 'SIGINT' || reason === 'SIGTERM') interrupt(reason)
// A closed PGlite connection lingers for ten seconds: nothing here waits for it.
else process.stdout.write('', () => process.exit())

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question, { signal: interrupted.signal })
  } finally {
    terminal.close()
  }
}

/** A container's user may have no name. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

async function readEnvFile(): Promise<Record<string, string>> {
  try {
    return parse(await readFile(path.join(root, '.env.local'), 'utf8'))
  } catch {
    return {}
  }
}
