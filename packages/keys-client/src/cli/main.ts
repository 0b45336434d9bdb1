import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'dotenv'
import pc from 'picocolors'
import type { Io } from './io'
import { languageOf } from './language'
import { run } from './run'

const rootEnvFile = fileURLToPath(new URL('../../../../.env.local', import.meta.url))

/** A reader such as `head` has seen enough. */
const readerLeft = Symbol('EPIPE')

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
    if (error.code !== 'EPIPE') throw error
    interrupted.abort(readerLeft)
  })
}

const io: Io = {
  env: { ...(await readEnvFile()), ...process.env },
  childEnv: process.env,
  // pnpm changes the folder.
  cwd: process.env['INIT_CWD'] || process.cwd(),
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
  if (reason === readerLeft) process.exit(0)
  // Whoever called sees which signal ended it.
  interrupt(reason as NodeJS.Signals)
}

async function readEnvFile(): Promise<Record<string, string>> {
  try {
    return parse(await readFile(rootEnvFile, 'utf8'))
  } catch {
    return {}
  }
}
