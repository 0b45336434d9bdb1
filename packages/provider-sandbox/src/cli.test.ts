import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { createSandbox } from './create-sandbox'

const packageRoot = new URL('..', import.meta.url)

function runCli(port: string) {
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'src/cli.ts'], {
    cwd: packageRoot,
    env: { SANDBOX_PORT: port },
  })
  return { child, exit: once(child, 'exit'), errors: text(child.stderr) }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the command says where it listens, and %s ends it with 0 while a caller is connected',
  async (signal) => {
    const { child, exit, errors } = runCli('0')
    const line: unknown = (await once(createInterface(child.stdout), 'line'))[0]
    const ready =
      /^provider-sandbox ready on (http:\/\/localhost:\d+) \(gemini, openai, anthropic, mistral protocols\)$/
    const url = ready.exec(String(line))?.[1] ?? 'not ready'
    expect((await fetch(`${url}/__sandbox/health`)).status).toBe(200)
    child.kill(signal)
    expect(await exit).toEqual([0, null])
    expect(await errors).toBe('')
  },
)

test('a port that is taken is told in one line, with the way out', async () => {
  await using sandbox = await createSandbox()
  const { exit, errors } = runCli(String(sandbox.port))
  expect(await exit).toEqual([1, null])
  expect(await errors).toMatch(new RegExp(`^.*${sandbox.port}.*SANDBOX_PORT.*\n$`))
})

test('a port that is no port is told in one line', async () => {
  const { exit, errors } = runCli('http')
  expect(await exit).toEqual([1, null])
  expect(await errors).toMatch(/^.*SANDBOX_PORT.*65535.*\n$/)
})
