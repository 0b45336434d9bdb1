import { createKeysClient, type KeysClient } from '../../packages/keys-client/src'
import { answerEach } from '../stack/answering'
import { timeGateway, timeWithKey } from './calling'
import { type Chooser, createChooser } from './choosing'
import type { Places, Question } from './questions'

// An app: its client, and the rivals that run in an app's process.
let opened: { client: KeysClient; provider: string; choose: Chooser } | undefined

answerEach(async (question: Question): Promise<unknown> => {
  if (question.kind === 'open') return open(question.places)
  if (!opened) throw new Error('Not opened yet')
  const { client, provider, choose } = opened
  switch (question.kind) {
    case 'choose':
      return choose(question.way, question.ms)
    case 'with-key':
      return timeWithKey({ client, provider }, question)
    case 'gateway':
      return timeGateway(question)
    default:
      return question satisfies never
  }
})

async function open({ dashboard: url, secret, provider }: Places): Promise<void> {
  const client = createKeysClient({ url, secret, timeoutMs: 60_000 })
  await client.waitUntilReady({ providers: [provider], timeoutMs: 60_000 })
  opened = { client, provider, choose: await createChooser(client, provider) }
}
