import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

export interface ChildOptions {
  command: string
  args: readonly string[]
  cwd?: string
  env?: Record<string, string>
  /** Where all that it prints is kept. */
  log: string
  /** Told of each message that it sends. */
  onMessage?: (message: unknown) => void
}

/** A process that can be ended in every way there is. */
export interface Child {
  readonly pid: number
  readonly isRunning: boolean
  send(message: object): void
  /** As a machine that was switched off. */
  kill(): Promise<void>
  /** Tells it to end. @returns its exit code; `null` when it had to be killed. */
  terminate(timeoutMs?: number): Promise<number | null>
  /** Resolves with its exit code; `null` for a signal. */
  ended(): Promise<number | null>
}

const living = new Set<ChildProcess>()

/** Starts a process in a group of its own: Ctrl-C in the terminal reaches the bench alone. */
export function startChild(options: ChildOptions): Child {
  const { command, args, cwd, env = {}, log, onMessage } = options
  const child = spawn(command, args, {
    ...(cwd && { cwd }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(onMessage ? (['ipc'] as const) : [])],
    detached: true,
  })
  const kept = createWriteStream(log, { flags: 'a' })
  child.stdout?.pipe(kept, { end: false })
  child.stderr?.pipe(kept, { end: false })
  child.on('message', (message) => onMessage?.(message))
  // A message to a process that has just been killed is no failure of the bench.
  child.on('error', (error) => kept.write(`${error.message}\n`))
  living.add(child)
  const exit = once(child, 'exit').then(([code]) => {
    living.delete(child)
    return code as number | null
  })
  return {
    get pid() {
      return child.pid ?? -1
    },
    get isRunning() {
      return living.has(child)
    },
    send: (message) => void (child.connected && child.send(message, () => undefined)),
    async kill() {
      signalGroup(child, 'SIGKILL')
      await exit
    },
    async terminate(timeoutMs = 15_000) {
      signalGroup(child, 'SIGTERM')
      const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), timeoutMs)
      return exit.finally(() => clearTimeout(timer))
    },
    ended: () => exit,
  }
}

/** Ends whatever was started and still runs. */
export async function killAll(): Promise<void> {
  const ends = Array.from(living, (child) => {
    const exit = once(child, 'exit')
    signalGroup(child, 'SIGKILL')
    return exit
  })
  await Promise.all(ends)
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || !living.has(child)) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}
