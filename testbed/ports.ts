import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A port that nobody listens on now, on any address of this machine. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Whether somebody takes a connection. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.setTimeout(1_000, () => answer(false))
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}

/** Asks until the answer is yes. @throws Error naming what was waited for. */
export async function until(
  what: string,
  isThere: () => Promise<boolean> | boolean,
  timeoutMs = 60_000,
): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await isThere())) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${timeoutMs / 1_000} s`)
    await sleep(50)
  }
}
