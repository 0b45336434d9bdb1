import { type Child, startChild } from './child'
import { freePort, isListening, until } from './ports'

/** A Redis of one's own, which keeps nothing. */
export interface Redis {
  port: number
  start(): Promise<void>
  kill(): Promise<void>
  /** Takes connections, and never answers. */
  hang(): void
  goOn(): void
}

export async function startRedis(binary: string, folder: string): Promise<Redis> {
  const port = await freePort()
  let child: Child
  async function start(): Promise<void> {
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
    const args = [...place, '--save', '', '--appendonly', 'no']
    child = startChild({ command: binary, args, log: `${folder}/redis.log` })
    await until('redis-server', () => isListening(port))
  }
  await start()
  return {
    port,
    start,
    kill: () => child.kill(),
    hang: () => void process.kill(child.pid, 'SIGSTOP'),
    goOn: () => void process.kill(child.pid, 'SIGCONT'),
  }
}
