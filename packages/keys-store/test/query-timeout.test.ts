import { createServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../src'

/** AuthenticationOk and ReadyForQuery, as PostgreSQL says them. */
const WELCOME = Buffer.from('5200000008000000005a0000000549', 'hex')

it('a query fails when a server that let it in never answers', async () => {
  const server = createServer((socket) => {
    socket.once('data', () => socket.write(WELCOME))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const url = `postgresql://postgres@127.0.0.1:${port}/none`
  await using database = openDatabase({ url, queryTimeoutMs: 50 })
  await expect(database.prisma.keysEpoch.count()).rejects.toThrow('timeout')
}, 10_000)
