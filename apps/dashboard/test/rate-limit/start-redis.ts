import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const binary = '/usr/bin/redis-server'

/** Whether this machine has a Redis. CI installs it. */
export const hasRedis = existsSync(binary)

/** A Redis of one's own, which keeps nothing and can be made to fail. */
export interface TestRedis extends AsyncDisposable {
  url: string
  /** As a machine that was switched off: nothing listens any more. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Takes connections, and never answers. */
  hang(): void
  goOn(): void
}

export async function startRedis({ password = '' } = {}): Promise<TestRedis> {
  const folder = await mkdtemp(path.join(tmpdir(), 'itqan-redis-'))
  const port = await freePort()
  let child: ChildProcess | null = null

  async function start(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const access = password ? ['--requirepass', password] : []
    const place = ['--port', String(port), '--dir', folder]
    child = spawn(binary, [...place, ...options, ...access], { stdio: 'ignore' })
    await untilListening(port)
  }

  async function kill(): Promise<void> {
    const running = child
    child = null
    if (!running) return
    const ended = once(running, 'exit')
    running.kill('SIGKILL')
    await ended
  }

  await start()
  return {
    url: `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`,
    start,
    kill,
    hang: () => void child?.kill('SIGSTOP'),
    goOn: () => void child?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Connects until somebody takes it. */
async function untilListening(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('redis-server does not listen')
}
