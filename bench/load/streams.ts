import { Agent, get, type IncomingMessage } from 'node:http'
import { createParser } from 'eventsource-parser'

/** What one stream was told, in a row. */
export interface Told {
  since: number
  epoch: number
  removed: readonly string[]
}

/** Many streams of changes, read as a client reads them, without its snapshots and heaps. */
export interface Streams {
  /** How many are open. */
  open(): number
  /** How often one was told what does not follow what it knew, or was cut. */
  gaps(): number
  /** The lowest epoch that one of them knows. */
  lowestEpoch(): number
  /** Resolves with the milliseconds that each took to be told of a removal, from `start` on. */
  toldOf(keyId: string, start: number): Promise<number[]>
  /** @returns the gaps that there were. */
  close(): number
}

/** Opens so many, and resolves once each had its first event. */
export async function openStreams(options: {
  urls: readonly string[]
  secret: string
  count: number
}): Promise<Streams> {
  const { urls, secret, count } = options
  const agent = new Agent({ keepAlive: false })
  const known: number[] = []
  const responses = new Set<IncomingMessage>()
  const waiting = new Map<string, () => void>()
  let gaps = 0
  let isClosed = false

  function hear(index: number, told: Told): void {
    const before = known[index]
    if (before !== undefined && told.since > before) gaps += 1
    known[index] = told.epoch
    for (const id of told.removed) waiting.get(id)?.()
  }

  async function openOne(index: number): Promise<void> {
    const base = urls[index % urls.length] ?? ''
    const url = `${base}/api/internal/trpc/watch?input=${encodeURIComponent('{"json":{}}')}`
    const headers = { authorization: `Bearer ${secret}`, accept: 'text/event-stream' }
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { agent, headers }, resolve).once('error', reject)
    })
    if (response.statusCode !== 200) throw new Error(`No stream: ${response.statusCode ?? 0}`)
    responses.add(response)
    response.once('close', () => {
      responses.delete(response)
      if (!isClosed) gaps += 1
    })
    response.on('error', () => undefined)
    await new Promise<void>((resolve) => {
      const parser = createParser({
        onEvent({ event, data }) {
          if (event || !data) return
          hear(index, (JSON.parse(data) as { json: Told }).json)
          resolve()
        },
      })
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => parser.feed(chunk))
    })
  }

  for (let from = 0; from < count; from += 50) {
    const some = Array.from({ length: Math.min(50, count - from) }, (_, index) => from + index)
    await Promise.all(some.map(openOne))
  }

  return {
    open: () => responses.size,
    gaps: () => gaps,
    lowestEpoch: () => Math.min(...known),
    toldOf: (keyId, start) =>
      new Promise((resolve) => {
        const took: number[] = []
        const tell = () => {
          took.push(performance.now() - start)
          if (took.length === count) resolve(took)
        }
        waiting.set(keyId, tell)
      }),
    close() {
      isClosed = true
      for (const response of responses) response.destroy()
      agent.destroy()
      return gaps
    },
  }
}
