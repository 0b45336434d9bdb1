import { connect as connectSocket } from 'node:net'
import type { ConnectionFact } from '../facts'
import { portOf } from '../endpoint'
import { bounded, codeOf, type Site } from './site'

/** Tries every address: `localhost` may be two, and a server listen on one of them. */
export async function connect(
  site: Site,
  { addresses }: { addresses: string[] },
): Promise<ConnectionFact> {
  const port = portOf(site.endpoint)
  const codes = await Promise.all(addresses.map((host) => tryAddress(site, { host, port })))
  const open = addresses.find((_, index) => codes[index] === null) ?? null
  return { open, codes: codes.filter((code) => code !== null) }
}

/** @returns why not; `null` when the connection was taken. */
async function tryAddress(
  site: Site,
  target: { host: string; port: number },
): Promise<string | null> {
  try {
    const isOpen = await bounded(site, (signal) => open({ ...target, signal }))
    return isOpen ? null : 'ETIMEDOUT'
  } catch (error) {
    site.signal.throwIfAborted()
    return codeOf(error)
  }
}

function open(options: { host: string; port: number; signal: AbortSignal }): Promise<true> {
  return new Promise((resolve, reject) => {
    const { signal, ...target } = options
    const socket = connectSocket(target)
    signal.addEventListener('abort', () => socket.destroy(), { once: true })
    socket.on('error', reject)
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}
