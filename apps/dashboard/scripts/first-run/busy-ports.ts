import { connect } from 'node:net'
import { FirstRunError } from './first-run-error'

/** Every port that the development command listens on: its variable, its default, its owner. */
const ports = [
  { variable: 'ITQAN_MA_PORT', fallback: 3000, owner: 'itqan-ma', embedded: false },
  { variable: 'DASHBOARD_PORT', fallback: 3001, owner: 'the dashboard', embedded: false },
  { variable: 'SANDBOX_PORT', fallback: 3002, owner: 'the provider sandbox', embedded: false },
  { variable: 'DATABASE_PORT', fallback: 5439, owner: 'the embedded database', embedded: true },
] as const

/** @throws FirstRunError naming every port that is taken already. */
export async function busyPorts(
  env: Record<string, string | undefined>,
  options: { embedded: boolean },
): Promise<void> {
  const wanted = ports
    .filter((entry) => options.embedded || !entry.embedded)
    .map((entry) => ({
      ...entry,
      port: portOf(env[entry.variable] || String(entry.fallback), entry),
    }))
  const taken = await Promise.all(
    wanted.map(async (entry) => ((await answers(entry.port)) ? [entry] : [])),
  )
  const lines = taken
    .flat()
    .map(({ port, owner, variable }) => `  ${port} for ${owner} (another one: ${variable}=…)`)
  if (lines.length === 0) return
  throw new FirstRunError(
    `These ports are taken already:\n${lines.join('\n')}\n` +
      'Is the development command running in another terminal? Nothing was changed.',
  )
}

function portOf(value: string, { variable }: { variable: string }): number {
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port
  throw new FirstRunError(`${variable} must be a port, from 1 to 65535`)
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: 'localhost' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
