import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'dotenv'
import pc from 'picocolors'
import type { Io } from './io'
import { languageOf } from './language'
import { run } from './run'

const rootEnvFile = fileURLToPath(new URL('../../../../.env.local', import.meta.url))

const interrupted = new AbortController()
const signals = ['SIGINT', 'SIGTERM'] as const
for (const signal of signals) process.on(signal, interrupt)

/** The second time, the process ends as any other does. */
function interrupt(signal: NodeJS.Signals): void {
  if (!interrupted.signal.aborted) return interrupted.abort(signal)
  // Not by `once`: the lock's own listener kills a process that has no other.
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
  env: environmentOver(await readEnvFile()),
  childEnv: process.env,
  // The script of the root says where it was called: pnpm changes the folder.
  cwd: process.env['KEYS_CWD'] || process.cwd(),
  language: languageOf(process.env),
  colors: pc.createColors(process.stdout.isTTY && !process.env['NO_COLOR']),
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  signal: interrupted.signal,
}

try {
  process.exitCode = await run(io, process.argv.slice(2))
  // What an aborted command still waits for is of no use to anybody.
  if (io.signal.aborted) process.exit()
} catch (error) {
  const { reason } = io.signal as { reason: unknown }
  if (error !== reason) throw error
  // Whoever called sees which signal ended it.
  interrupt(reason as NodeJS.Signals)
}

/** What is set already wins, also where it is empty. A secret of one kind hides one of the other. */
function environmentOver(file: Record<string, string>): Record<string, string | undefined> {
  const hasSecret = Object.keys(process.env).some(isSecret)
  const rest = Object.entries(file).filter(([name]) => !(hasSecret && isSecret(name)))
  return { ...Object.fromEntries(rest), ...process.env }
}

function isSecret(name: string): boolean {
  return name === 'INTERNAL_API_SECRET' || name === 'INTERNAL_API_SECRET_FILE'
}

async function readEnvFile(): Promise<Record<string, string>> {
  try {
    return parse(await readFile(rootEnvFile, 'utf8'))
  } catch {
    return {}
  }
}
