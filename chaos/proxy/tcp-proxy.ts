import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Spoil, spoilt } from './spoil'

/** What is wrong on the way. Nothing, by default. */
export interface Trouble {
  /** Every byte comes so much later, each way, in milliseconds. */
  delayMs?: number
  /** Bytes are overwritten, in so many of the pieces that pass. */
  spoil?: { kind: Spoil; share: number }
  /** New connections are taken, and nothing ever comes through them. */
  isSilent?: boolean
}

/** A way that can be disturbed. */
export interface TcpProxy {
  port: number
  set(trouble: Trouble): void
  /** Resets every connection. */
  cut(): void
  /** Nothing comes through any of the present connections any more, for good and without a word. */
  silence(): void
  /** Connections that were silenced and that nobody has given up yet. */
  readonly silenced: number
  readonly connections: number
  close(): Promise<void>
}

interface ProxyOptions {
  /** The port to lead a new connection to; `null` for nowhere. */
  target: () => number | null
  /** Uniform in [0, 1). */
  random: () => number
}

interface Pair {
  near: Socket
  far: Socket
  isSilent: boolean
}

/** Opens a port of this machine that leads to another. */
export async function startProxy({ target, random }: ProxyOptions): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let trouble: Trouble = {}

  /** Sends on what comes, in its order, later if the way is slow. */
  function lead(pair: Pair, from: Socket, to: Socket): void {
    let dueAt = 0
    from.on('data', (bytes: Buffer) => {
      if (pair.isSilent) return
      const { delayMs = 0, spoil } = trouble
      const piece = spoil && random() < spoil.share ? spoilt(bytes, spoil.kind, random()) : bytes
      dueAt = Math.max(Date.now() + delayMs, dueAt)
      const wait = dueAt - Date.now()
      if (wait > 0) setTimeout(() => pass(piece), wait)
      else pass(piece)
    })
    const pass = (piece: Buffer) => {
      if (pair.isSilent || to.destroyed || to.write(piece)) return
      from.pause()
      to.once('drain', () => from.resume())
    }
    from.on('error', () => undefined)
    // One that was silenced gives no sign of its end either.
    from.on('end', () => pair.isSilent || setTimeout(() => to.end(), dueAt - Date.now()))
    from.on('close', (hadError) => {
      if (hadError && !pair.isSilent) to.resetAndDestroy()
      if (pair.isSilent && from === pair.near) to.destroy()
      if (pair.near.destroyed) pairs.delete(pair)
    })
  }

  const server = createServer((near) => {
    const port = target()
    if (port === null) {
      near.on('error', () => undefined)
      near.resetAndDestroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    near.setNoDelay()
    far.setNoDelay()
    const pair = { near, far, isSilent: trouble.isSilent ?? false }
    pairs.add(pair)
    lead(pair, near, far)
    lead(pair, far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  function cut(): void {
    for (const { near, far } of pairs) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }

  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      trouble = next
    },
    cut,
    silence() {
      for (const pair of pairs) pair.isSilent = true
    },
    get silenced() {
      return [...pairs].filter(({ isSilent }) => isSilent).length
    },
    get connections() {
      return pairs.size
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      cut()
      await closed
    },
  }
}
