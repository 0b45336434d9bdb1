import { randomBytes } from 'node:crypto'
import { parseKeyring } from '../packages/keys-store/src'
import { applyFaults } from './apply-faults'
import { readLedgers, readStored, settle } from './collect'
import { createDice } from './dice'
import { faults } from './faults'
import { type Facts, judge, type Verdict } from './judge/verdict'
import { createOperator, type Operator } from './operator'
import type { Options } from './options'
import { startProbe } from './probe'
import type { Binaries } from '../testbed/binaries'
import { until } from '../testbed/ports'
import { startStack } from './stack/stack'

/** More keys than an operator adds in an hour. */
const PROVIDER_KEYS = 5_000

interface RunOptions extends Options {
  binaries: Binaries
  folder: string
  say: (line: string) => void
  onStarted: (stop: () => Promise<void>) => void
  isStopped: () => boolean
}

/** What a run has shown. */
export interface Outcome {
  facts: Facts
  verdict: Verdict
}

/** Starts everything, breaks it as long as it was told to, and judges what is left. */
export async function run(options: RunOptions): Promise<Outcome> {
  const { folder, seed, only, say } = options
  const dice = createDice(seed)
  const kek = `k1:${randomBytes(32).toString('base64')}`
  const parsed = parseKeyring(kek)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const { keyring } = parsed
  let prepared: Operator | undefined
  const stack = await startStack({
    ...options,
    dice,
    kek,
    keys: PROVIDER_KEYS,
    prepare: async (url) => {
      prepared = await createOperator({ url, keyring, dice: createDice(seed + 1) })
    },
  })
  if (!prepared) throw new Error('There is no operator')
  const operator = prepared
  const areStreamsBack = () =>
    stack.ways.dashboards.silenced === 0 && stack.clients.every(({ stream }) => stream === 'open')
  await until('the streams of all clients', areStreamsBack)
  const url = `http://127.0.0.1:${stack.ways.dashboards.port}`
  const probe = startProbe({ url, secret: stack.secret, areStreamsBack })
  operator.start()
  say(`everything runs; logs in ${folder}`)
  const chosen = faults.filter(({ name }) =>
    name.toLowerCase().includes((only ?? '').toLowerCase()),
  )
  const applied = await applyFaults({ ...options, stack, probe, dice, faults: chosen })
  await operator.stop()
  await probe.stop()
  say('the clients end')
  await Promise.all(stack.clients.map((client) => client.close()))
  await settle()
  const runs = stack.clients.flatMap((client) => client.runs)
  const facts: Facts = {
    applied,
    samples: probe.samples,
    runs,
    keys: operator.keys,
    ledgers: await readLedgers(runs, stack.provider.ledger),
    stored: await readStored(stack.postgres.url()),
    exits: stack.exits,
  }
  return { facts, verdict: judge(facts) }
}
