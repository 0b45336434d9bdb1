import { createSandbox, type Sandbox } from './create-sandbox'
import { parsePort } from './port'
import { providers } from './provider'

const port = parsePort(process.env['SANDBOX_PORT'])
if (port === null) fail('SANDBOX_PORT must be a whole number from 0 to 65535 (0: any free port).')

const sandbox = await start(port)
console.log(
  `provider-sandbox ready on http://localhost:${sandbox.port} (${providers.join(', ')} protocols)`,
)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)))
}

async function start(wanted: number): Promise<Sandbox> {
  try {
    return await createSandbox({ port: wanted })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'EADDRINUSE') {
      fail(`Port ${wanted} is in use: stop what holds it, or set SANDBOX_PORT to another port.`)
    }
    fail(
      `Port ${wanted} cannot be opened (${String(error.code)}): set SANDBOX_PORT to another port.`,
    )
  }
}

function fail(message: string): never {
  console.error(`provider-sandbox: ${message}`)
  process.exit(1)
}
