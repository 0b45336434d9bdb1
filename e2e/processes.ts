import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

interface ScriptOptions {
  /** A workspace's folder, seen from the root. */
  folder: string
  /** A script of its package.json. */
  script: string
  /** What follows the script's own command. */
  args?: string
  env: Record<string, string>
}

/** A process that serves. */
export interface Started {
  /** All that it has printed. */
  output(): string
  stop(): Promise<void>
  /** Sends the signal that a supervisor sends, and answers the exit code. */
  end(): Promise<number | null>
}

/** Runs a script that ends by itself, and answers its exit code and what it printed. */
export async function runToEnd(options: ScriptOptions): Promise<{ code: number; printed: string }> {
  const { child, output } = await launch(options)
  // `close` comes once all output is read; `exit` may come before.
  const [code] = (await once(child, 'close')) as [number | null]
  return { code: code ?? -1, printed: output() }
}

/** Runs a script that serves, until it has printed a text. */
export async function start(options: ScriptOptions & { until: string }): Promise<Started> {
  const { child, output } = await launch(options)
  await new Promise<void>((resolve, reject) => {
    const look = () => output().includes(options.until) && resolve()
    child.stdout?.on('data', look)
    child.once('exit', () => reject(new Error(`${options.folder} ended:\n${output()}`)))
  })
  async function end(): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      return child.exitCode
    }
    // The script's shell may be gone before what it runs: that one holds the output until its end.
    const ended = once(child, 'close')
    // The group: a script's shell does not hand the signal on.
    process.kill(-child.pid, 'SIGTERM')
    const [code] = (await ended) as [number | null]
    return code
  }
  return { output, end, stop: async () => void (await end()) }
}

async function launch({ folder, script, args = '', env }: ScriptOptions) {
  const cwd = path.resolve(root, folder)
  const manifest = JSON.parse(await readFile(path.join(cwd, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const bin = [path.join(cwd, 'node_modules/.bin'), path.join(root, 'node_modules/.bin')]
  const child: ChildProcess = spawn(
    'sh',
    ['-c', `${manifest.scripts[script] ?? 'exit 127'} ${args}`],
    {
      cwd,
      env: { ...process.env, ...env, PATH: `${bin.join(':')}:${process.env['PATH'] ?? ''}` },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  return { child, output: () => printed }
}
