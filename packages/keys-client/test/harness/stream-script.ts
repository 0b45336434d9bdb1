import type { ServerResponse } from 'node:http'
import type { WatchEvent } from '@itqan/keys-contract'
import superjson from 'superjson'
import type { Script, ScriptedDashboard } from '../scripted-dashboard'

/** A stream of changes that a test writes by hand. */
export interface HandWritten {
  /** Writes these lines and ends the event. */
  write(...lines: string[]): void
  /** Writes an event as the router would. */
  tell(event: Partial<WatchEvent>): void
  /** How many streams were opened. */
  readonly opened: number
}

/** Answers `watch` by hand: each stream begins with a good first event. */
export function writeStream(dashboard: ScriptedDashboard): HandWritten {
  const responses = new Set<ServerResponse>()
  let opened = 0
  const send = (response: ServerResponse, event: Partial<WatchEvent>) =>
    response.write(`data: ${JSON.stringify(superjson.serialize(complete(event)))}\n\n`)
  const complete = (event: Partial<WatchEvent>): WatchEvent => ({
    since: dashboard.epoch,
    epoch: dashboard.epoch,
    reason: 'sync',
    removed: [],
    cooldowns: [],
    hasEdits: false,
    spreadMs: 0,
    ...event,
  })
  const script: Script = (request, response) => {
    opened += 1
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    send(response, {})
    responses.add(response)
    request.on('close', () => responses.delete(response))
  }
  dashboard.script('watch', script)
  return {
    write(...lines) {
      for (const response of responses) response.write(`${lines.join('\n')}\n\n`)
    },
    tell(event) {
      for (const response of responses) send(response, event)
    },
    get opened() {
      return opened
    },
  }
}
