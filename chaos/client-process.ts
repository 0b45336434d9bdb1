import { openSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createKeysClient, KeysClientError } from '../packages/keys-client/src'
import { systemClock } from '../packages/keys-client/src/clock'
import type { ClientLine } from './ledger'

// An app of its own, busy with calls until it is told to end. What it did stands in its ledger.
const { name, url, provider, ledger } = JSON.parse(process.argv[2] ?? '{}') as {
  name: string
  url: string
  provider: string
  ledger: string
}
const model = 'gemini-2.5-flash'
const WORKERS = 3
const PAUSE_MS = 100
const ATTEMPT_MS = 2_000
const DEADLINE_MS = 10_000
const LOOK_EVERY_MS = 100
const CLOSE_MS = 20_000

const file = openSync(ledger, 'a')
const write = (line: ClientLine) => writeSync(file, `${JSON.stringify(line)}\n`)
let shiftMs = 0
let isEnding = false
let calls = 0
let ok = 0
let hasKeys = false
let told = ''

const keys = createKeysClient({
  url,
  secret: process.env['INTERNAL_API_SECRET'] ?? '',
  clock: { ...systemClock, now: () => Date.now() + shiftMs },
})
keys.on('update', () => {
  hasKeys = true
})

async function use(
  call: string,
  key: string,
  { keyId, signal }: { keyId: string; signal: AbortSignal },
) {
  write({ kind: 'begun', at: Date.now(), call, keyId })
  try {
    const response = await fetch(`${provider}/v1beta/models/${model}:generateContent`, {
      method: 'POST',
      signal,
      headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: call }] }] }),
    })
    await response.clone().text()
    return response
  } finally {
    write({ kind: 'ended', at: Date.now(), call, keyId })
  }
}

async function callOnce(): Promise<void> {
  const call = `${name}-${(calls += 1)}`
  const from = Date.now()
  const hadKeys = hasKeys
  const fail = (code: string) =>
    write({ kind: 'failed', from, at: Date.now(), call, code, hadKeys })
  try {
    const options = { model, attemptTimeoutMs: ATTEMPT_MS, deadline: DEADLINE_MS }
    const response = await keys.withKey('gemini', options, (key, attempt) =>
      use(`${call}.${attempt.number}`, key, attempt),
    )
    await response.text()
    if (response.ok) ok += 1
    else fail(`status ${response.status}`)
  } catch (error) {
    fail(KeysClientError.isInstance(error) ? error.code : String(error))
  }
}

async function work(): Promise<void> {
  while (!isEnding) {
    await callOnce()
    await sleep(PAUSE_MS * (0.5 + Math.random()))
  }
}

function look(): void {
  const { stream, reports } = keys.status()
  const at = Date.now()
  if (stream !== told) write({ kind: 'stream', at, state: stream })
  told = stream
  write({ kind: 'totals', at, ...reports })
  process.send?.({ stream, hasKeys })
}

async function end(): Promise<void> {
  if (isEnding) return
  isEnding = true
  await Promise.all(workers)
  const totals = await keys.close({ timeoutMs: CLOSE_MS })
  write({ kind: 'calls', at: Date.now(), ok })
  write({ kind: 'closed', at: Date.now(), ...totals })
  process.exit(0)
}

process.on('message', (message: { shiftMs?: number }) => {
  shiftMs = message.shiftMs ?? shiftMs
})
process.on('SIGTERM', () => void end())
// The bench is gone: nobody would end this one.
process.on('disconnect', () => process.exit(1))
setInterval(look, LOOK_EVERY_MS)
const workers = Array.from({ length: WORKERS }, work)
