import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A span as a collector gets it. */
export interface ReceivedSpan {
  service: string
  name: string
  traceId: string
  spanId: string
  parentSpanId: string | null
  links: string[]
  attributes: Record<string, unknown>
}

/** A collector on a real port, for OTLP in JSON. */
export interface OtlpReceiver extends AsyncDisposable {
  url: string
  spans(): ReceivedSpan[]
  /** The names of the metrics that came. */
  metrics(): string[]
  /** Everything that came, as it came. */
  bodies(): string
}

interface Attribute {
  key: string
  value: Record<string, unknown>
}

interface Body {
  resourceSpans?: {
    resource: { attributes: Attribute[] }
    scopeSpans: {
      spans: {
        name: string
        traceId: string
        spanId: string
        parentSpanId?: string
        attributes?: Attribute[]
        links?: { traceId: string }[]
      }[]
    }[]
  }[]
  resourceMetrics?: { scopeMetrics: { metrics: { name: string }[] }[] }[]
}

export async function receiveOtlp(): Promise<OtlpReceiver> {
  const bodies: string[] = []
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      bodies.push(body)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const parsed = () => bodies.map((body) => JSON.parse(body) as Body)
  return {
    url: `http://127.0.0.1:${port}`,
    spans: () => parsed().flatMap(spansIn),
    metrics: () =>
      parsed().flatMap(({ resourceMetrics = [] }) =>
        resourceMetrics.flatMap(({ scopeMetrics }) =>
          scopeMetrics.flatMap(({ metrics }) => metrics.map(({ name }) => name)),
        ),
      ),
    bodies: () => bodies.join('\n'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function spansIn({ resourceSpans = [] }: Body): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, traceId, spanId, parentSpanId, attributes = [], links = [] }) => ({
        service: String(valuesOf(resource.attributes)['service.name']),
        name,
        traceId,
        spanId,
        parentSpanId: parentSpanId || null,
        links: links.map((link) => link.traceId),
        attributes: valuesOf(attributes),
      })),
    ),
  )
}

const valuesOf = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
