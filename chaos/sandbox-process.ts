import { openSync, writeSync } from 'node:fs'
import { createSandbox } from '../packages/provider-sandbox/src'
import type { Behaviour } from '../packages/provider-sandbox/src'
import type { ProviderLine } from './ledger'
import { providerKeys } from './provider-keys'

// The provider: every call it hears stands in its ledger before it is answered.
const {
  port,
  ledger,
  keys: count,
} = JSON.parse(process.argv[2] ?? '{}') as {
  port: number
  ledger: string
  keys: number
}
const SLOW_MS = 3_000
const file = openSync(ledger, 'a')
const keys = providerKeys(count)
const sandbox = await createSandbox({
  port,
  keys,
  slowMs: SLOW_MS,
  onCall({ at, keyName, userText }) {
    const line: ProviderLine = { at, keyName, use: userText }
    writeSync(file, `${JSON.stringify(line)}\n`)
  },
})

process.on('message', ({ behaviour }: { behaviour: Behaviour }) => {
  for (const { key } of keys) sandbox.setBehaviour(key, behaviour)
})
process.on('disconnect', () => process.exit(1))
process.send?.('ready')
