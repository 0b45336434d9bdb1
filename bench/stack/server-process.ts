import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

/** A server in a process of its own. It ends with the bench, however that ends. */
export interface ServerProcess extends AsyncDisposable {
  readonly pid: number
  /** Calls `listener` at each output, with all that was printed so far. @returns what stops that. */
  onPrinted(listener: (printed: string) => void): () => void
  /** Resolves with its exit code when it ends. */
  readonly ended: Promise<number | null>
  signal(name: NodeJS.Signals): void
  /**
   * Resolves once it answers a GET well.
   *
   * @throws Error with what it printed, when it ends before that.
   */
  untilAnswers(url: string, headers?: Record<string, string>): Promise<void>
}

interface Started {
  /** As an error names it. */
  name: string
  args: readonly string[]
  cwd?: string
  env: Record<string, string>
}

/** Starts a script of Node's, with this process's environment and `env`. */
export function startServerProcess({ name, args, cwd, env }: Started): ServerProcess {
  const child = spawn(process.execPath, args, {
    ...(cwd !== undefined && { cwd }),
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const listeners = new Set<(printed: string) => void>()
  let printed = ''
  const keep = (chunk: Buffer) => {
    printed += chunk.toString()
    for (const listener of listeners) listener(printed)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)

  // A run that is interrupted may not know of it yet.
  const killAtExit = () => void child.kill('SIGKILL')
  let isToEnd = false
  process.once('exit', killAtExit)
  const ended = once(child, 'exit').then(([code]) => {
    process.off('exit', killAtExit)
    if (code && !isToEnd)
      process.stderr.write(`${name} ended with ${code}:\n${printed.slice(-2_000)}\n`)
    return code as number | null
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  return {
    pid: child.pid ?? 0,
    onPrinted(listener) {
      listeners.add(listener)
      listener(printed)
      return () => void listeners.delete(listener)
    },
    ended,
    signal: (signal) => void child.kill(signal),
    async untilAnswers(url, headers = {}) {
      while (!hasEnded()) {
        const response = await fetch(url, { headers }).catch(() => null)
        await response?.arrayBuffer()
        if (response?.ok) return
        await pause(50)
      }
      throw new Error(`${name} ended:\n${printed.slice(-2_000)}`)
    },
    async [Symbol.asyncDispose]() {
      isToEnd = true
      if (!hasEnded()) child.kill('SIGTERM')
      await ended
    },
  }
}
