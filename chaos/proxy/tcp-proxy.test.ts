import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startProxy } from './tcp-proxy'

/** A proxy before a server that says everything back, and a way to connect through it. */
async function openWay() {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy = await startProxy({ target: () => port, random: () => 0 })
  onTestFinished(async () => {
    await proxy.close()
    await new Promise((resolve) => server.close(resolve))
  })
  async function open(): Promise<Socket & { heard: () => string }> {
    const socket = connect(proxy.port, '127.0.0.1')
    let heard = ''
    socket.on('data', (bytes) => (heard += bytes.toString('latin1')))
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    return Object.assign(socket, { heard: () => heard })
  }
  return { proxy, open }
}

test('what is sent arrives, and what is answered comes back', async () => {
  const { open } = await openWay()
  const socket = await open()
  socket.write('hello')
  await vi.waitFor(() => expect(socket.heard()).toBe('hello'))
})

test('a slow way keeps the order', async () => {
  const { proxy, open } = await openWay()
  const socket = await open()
  proxy.set({ delayMs: 50 })
  socket.write('first ')
  await vi.waitFor(() => expect(socket.heard()).toBe('first '))
  socket.write('second ')
  proxy.set({})
  socket.write('third')
  await vi.waitFor(() => expect(socket.heard()).toBe('first second third'))
})

test('a cut resets the connections of now, and lets new ones through', async () => {
  const { proxy, open } = await openWay()
  const before = await open()
  await vi.waitFor(() => expect(proxy.connections).toBe(1))
  const closed = new Promise((resolve) => before.once('close', resolve))
  proxy.cut()
  await closed
  const after = await open()
  after.write('again')
  await vi.waitFor(() => expect(after.heard()).toBe('again'))
})

test('a silenced connection stays open and says nothing more; a new one is heard', async () => {
  const { proxy, open } = await openWay()
  const silent = await open()
  await vi.waitFor(() => expect(proxy.connections).toBe(1))
  proxy.silence()
  silent.write('lost')
  const other = await open()
  other.write('heard')
  await vi.waitFor(() => expect(other.heard()).toBe('heard'))
  expect(silent.heard()).toBe('')
  expect(silent.closed).toBe(false)
  expect(proxy.silenced).toBe(1)
  silent.destroy()
  await vi.waitFor(() => expect(proxy.silenced).toBe(0))
})

test('spoilt bytes are zeros where letters were, as many as before', async () => {
  const { proxy, open } = await openWay()
  const socket = await open()
  proxy.set({ spoil: { kind: 'body', share: 1 } })
  socket.write('a text of some length')
  await vi.waitFor(() => expect(socket.heard()).toHaveLength(21))
  expect(socket.heard()).toContain('\0'.repeat(8))
})
