import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beginLife, type DrainTimes } from '../src'

// An app as small as can be, told how to end. It prints its port, and then what it has to say, a line each.
const { times, hangs } = JSON.parse(process.argv[2] ?? '{}') as {
  times: DrainTimes
  hangs?: boolean
}
const streams = new Set<ServerResponse>()
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

const life = beginLife({
  times,
  jobs: () => ({
    isCall: (response) => !streams.has(response),
    endStreams() {
      for (const stream of streams) stream.end('end')
    },
    close: () => (hangs ? new Promise(() => undefined) : Promise.resolve()),
  }),
  onLeft: say,
})

// As Next does.
process.on('uncaughtException', (error) =>
  process.stderr.write(`${error.stack ?? error.message}\n`),
)

const routes: Record<string, (response: ServerResponse) => void> = {
  '/now': (response) => response.end(life.isDraining() ? 'draining' : 'serving'),
  '/drained': (response) => {
    response.write('begun ')
    setInterval(() => life.isDraining() && response.end('done'), 5)
  },
  '/say': (response) => {
    process.stderr.write('said\n')
    response.end()
  },
  '/never': (response) => response.write('begun '),
  '/stream': (response) => {
    streams.add(response)
    response.write('begun ')
  },
}

const server = createServer((request, response) => routes[request.url ?? '']?.(response))
server.listen(0, '127.0.0.1', () => say({ port: (server.address() as AddressInfo).port }))
