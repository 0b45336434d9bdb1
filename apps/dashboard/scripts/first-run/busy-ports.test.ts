import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { busyPorts } from './busy-ports'

async function takePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function environment(taken: string[]) {
  const port = async (name: string) =>
    String(taken.includes(name) ? await takePort() : await freePort())
  return {
    ITQAN_MA_PORT: await port('ITQAN_MA_PORT'),
    DASHBOARD_PORT: await port('DASHBOARD_PORT'),
    SANDBOX_PORT: await port('SANDBOX_PORT'),
    DATABASE_PORT: await port('DATABASE_PORT'),
  }
}

it('is content with free ports', async () => {
  await expect(busyPorts(await environment([]), { embedded: true })).resolves.toBeUndefined()
})

it('names every port that is taken, its owner and the variable that moves it', async () => {
  const env = await environment(['DASHBOARD_PORT', 'DATABASE_PORT'])
  const check = busyPorts(env, { embedded: true })
  await expect(check).rejects.toThrow(
    `${env.DASHBOARD_PORT} for the dashboard (another one: DASHBOARD_PORT=…)`,
  )
  await expect(check).rejects.toThrow(`${env.DATABASE_PORT} for the embedded database`)
})

it('names a variable that is no port', async () => {
  const env = { ...(await environment([])), SANDBOX_PORT: 'abc' }
  await expect(busyPorts(env, { embedded: true })).rejects.toThrow('SANDBOX_PORT must be a port')
})

it('does not look at the database port when nothing embedded starts', async () => {
  const env = await environment(['DATABASE_PORT'])
  await expect(busyPorts(env, { embedded: false })).resolves.toBeUndefined()
})
