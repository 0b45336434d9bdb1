import { randomUUID } from 'node:crypto'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { KeysError } from '@itqan/keys-contract'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeyStore, openDatabase } from '../src'
import { entry } from './open-test-store'

async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const servers: Record<string, () => Promise<number>> = {
  'nobody listens': async () => 1,
  'the connection breaks': () => listen((socket) => socket.destroy()),
  'what listens is no PostgreSQL': () =>
    listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
}

describe('a database that cannot be used', () => {
  it.each(Object.entries(servers))('is told as such when %s', async (_name, serve) => {
    const url = `postgresql://canary-user:canary-password@127.0.0.1:${await serve()}/none`
    await using database = openDatabase({ url })
    const store = createKeyStore(database)
    const calls = {
      list: () => store.list({}),
      report: () => store.report({ batchId: randomUUID(), entries: [entry('key-1')] }),
      changes: () => store.changes(),
      providers: () => store.providers(),
      listManaged: () => store.listManaged(),
      setActive: () => store.setActive({ keyId: 'key-1', isActive: false }),
    }
    const told: Record<string, unknown> = {}
    for (const [name, call] of Object.entries(calls)) {
      const error: unknown = await call().catch((failure: unknown) => failure)
      told[name] = KeysError.isInstance(error) && error.code
      expect(String(error)).not.toContain('canary')
    }
    const expected = Object.keys(calls).map((name) => [name, 'store_unavailable'])
    expect(told).toEqual(Object.fromEntries(expected))
  })
})
