import { createInterface } from 'node:readline'
import { createKeysClient, NoKeyAvailable } from '../packages/keys-client/src'

// An app of its own: it does what it is told on stdin, one JSON line each, and answers likewise.
const { url = '', gemini = '' } = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>
const model = 'gemini-2.5-flash'
const keys = createKeysClient({ url, secret: process.env['INTERNAL_API_SECRET'] ?? '' })

async function call(): Promise<string> {
  try {
    const response = await keys.withKey('gemini', { model }, (key, { signal }) =>
      fetch(`${gemini}/models/${model}:generateContent`, {
        method: 'POST',
        signal,
        headers: { 'x-goog-api-key': key, 'content-type': 'application/json' },
        body: JSON.stringify({ contents: [{ parts: [{ text: 'Un site' }] }] }),
      }),
    )
    await response.text()
    return response.ok ? 'ok' : `status ${response.status}`
  } catch (error) {
    return NoKeyAvailable.isInstance(error) ? 'none' : 'failed'
  }
}

const jobs: Record<string, (count: number) => Promise<unknown>> = {
  ready: () => keys.waitUntilReady({ providers: ['gemini'] }),
  call: async (count) => {
    const answers: Record<string, number> = {}
    for (let index = 0; index < count; index += 1) {
      const answer = await call()
      answers[answer] = (answers[answer] ?? 0) + 1
    }
    return answers
  },
  explain: async () => keys.explain('gemini', { model }),
  status: async () => keys.status(),
  close: () => keys.close(),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { job = '', count = 1 } = JSON.parse(line) as { job?: string; count?: number }
  const answer = await jobs[job]?.(count)
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`)
  if (job === 'close') break
}
