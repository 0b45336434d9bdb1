import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeysClient, type KeysClient } from '../src'
import { httpLink } from '../src/link/link'
import { createFakeClock, type FakeClock } from './fake-clock'
import { createCallCount } from './harness/call-count'
import { pooledKeys } from './pooled-key'
import {
  answerWith,
  type Procedure,
  type ScriptedDashboard,
  SECRET,
  startDashboard,
} from './scripted-dashboard'

/** Longer than any delay of the client's own. */
const WAIT_MS = 90_000

/** A stream that says nothing for longer is given up. */
const STEP_MS = 17_000

const json = { 'content-type': 'application/json' }

const said = JSON.stringify([
  {
    error: {
      json: {
        message: 'Too many requests',
        code: -32_029,
        data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429 },
      },
    },
  },
])

/** The two forms of the header, and whoever may send it: the router, or a proxy in its own words. */
const answers: [what: string, answer: (clock: FakeClock) => ReturnType<typeof answerWith>][] = [
  ['seconds of the router', () => answerWith(429, { ...json, 'retry-after': '90' }, said)],
  ['seconds of a proxy', () => answerWith(429, { 'retry-after': '90' }, '<h1>Slow down</h1>')],
  ['a date of the router', (clock) => answerWith(429, { ...json, ...dateOf(clock) }, said)],
  ['a date of a proxy', (clock) => answerWith(429, dateOf(clock), '')],
]

function dateOf(clock: FakeClock): { 'retry-after': string } {
  return { 'retry-after': new Date(clock.now() + WAIT_MS).toUTCString() }
}

interface Scene {
  dashboard: ScriptedDashboard
  client: KeysClient
  clock: FakeClock
}

async function setUp(watch: boolean): Promise<Scene> {
  const dashboard = await startDashboard(pooledKeys(2))
  const calls = createCallCount()
  let opened: KeysClient | null = null
  const isConnecting = () => watch && opened?.status().stream === 'connecting'
  const clock = createFakeClock(() => calls.inFlight() === 0 && !isConnecting())
  // Dates have no fractions of a second.
  await clock.advance(1_000 - (clock.now() % 1_000))
  const link = httpLink({ url: dashboard.url, secret: SECRET, timeoutMs: 5_000, clock })
  const client = createKeysClient({ link: calls.count(link), clock, watch })
  opened = client
  onTestFinished(async () => void (await client.close({ timeoutMs: 0 })))
  return { dashboard, client, clock }
}

/** Nothing is asked before the time is over, whatever else the client has to do; then it is. */
async function expectAskedOnlyAfterThat(
  { dashboard, clock }: Scene,
  { procedure, meanwhile }: { procedure: Procedure; meanwhile: () => void },
): Promise<void> {
  const asked = dashboard.requests(procedure)
  dashboard.script(procedure, null)
  for (let passed = 0; passed < WAIT_MS - 5_000; passed += STEP_MS) {
    meanwhile()
    await clock.advance(STEP_MS)
  }
  expect(dashboard.requests(procedure)).toBe(asked)
  await clock.advance(6_000)
  expect(dashboard.requests(procedure)).toBeGreaterThan(asked)
}

describe.each(answers)(
  'line 38: 429 carries Retry-After and the client honours it: %s',
  (_what, answer) => {
    it('for a list', async () => {
      const scene = await setUp(false)
      const { client, clock, dashboard } = scene
      dashboard.script('list', answer(clock))
      const meanwhile = () => void client.tryAcquire('gemini')?.release()
      meanwhile()
      await clock.settle()
      expect(dashboard.requests('list')).toBe(1)
      await expectAskedOnlyAfterThat(scene, { procedure: 'list', meanwhile })
      expect(client.tryAcquire('gemini')).not.toBeNull()
    })

    it('for a report, of which no use is lost', async () => {
      const scene = await setUp(false)
      const { client, clock, dashboard } = scene
      const meanwhile = () => client.tryAcquire('gemini')?.ok()
      meanwhile()
      await clock.settle()
      dashboard.script('report', answer(clock))
      meanwhile()
      await clock.advance(2_000)
      expect(dashboard.requests('report')).toBe(1)
      await expectAskedOnlyAfterThat(scene, { procedure: 'report', meanwhile })
      await clock.advance(5_000)
      const { sent, pending, dropped } = client.status().reports
      expect({ pending, dropped }).toEqual({ pending: 0, dropped: 0 })
      expect(sent).toBe(6)
    })

    it('for the stream of changes', async () => {
      const scene = await setUp(true)
      const { client, clock, dashboard } = scene
      dashboard.script('watch', answer(clock))
      const delays: number[] = []
      client.on('disconnected', ({ retryInMs }) => delays.push(retryInMs))
      const meanwhile = () => void client.tryAcquire('gemini')?.release()
      meanwhile()
      await clock.settle()
      expect(delays).toEqual([WAIT_MS])
      await expectAskedOnlyAfterThat(scene, { procedure: 'watch', meanwhile })
    })
  },
)
