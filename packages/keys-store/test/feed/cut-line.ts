import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP proxy before PostgreSQL that can be made to fail. */
export interface CutLine extends AsyncDisposable {
  /** The database's address, through the proxy. */
  url: string
  /** How many connections came so far. */
  connections(): number
  /** No byte passes on connections that are open, in either direction, and none of them ends. */
  halfOpen(): void
}

/**
 * @param keep of the messages that the server sends, those that pass: the first byte says what each is.
 */
export async function openCutLine(url: string, keep = (_type: string) => true): Promise<CutLine> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let connections = 0
  let open: { isDead: boolean }[] = []

  const server = createServer((near) => {
    connections += 1
    const far = connect(Number(target.port), target.hostname)
    const line = { isDead: false }
    open.push(line)
    const filter = createFilter(keep)
    near.on('data', (bytes) => line.isDead || far.write(bytes))
    far.on('data', (bytes) => line.isDead || near.write(filter(bytes)))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        sockets.delete(one)
        if (!line.isDead) other.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = new URL(url)
  own.port = String((server.address() as AddressInfo).port)
  return {
    url: own.href,
    connections: () => connections,
    halfOpen() {
      for (const line of open) line.isDead = true
      open = []
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Cuts what the server sends into messages, each a byte for its type and a length that counts itself. */
function createFilter(keep: (type: string) => boolean): (bytes: Buffer) => Buffer {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const kept: Buffer[] = []
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1)
      if (keep(String.fromCharCode(rest[0] ?? 0))) kept.push(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
    return Buffer.concat(kept)
  }
}
