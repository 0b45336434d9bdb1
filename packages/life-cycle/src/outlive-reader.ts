import type { Writable } from 'node:stream'

/**
 * Lets a process go on when whoever read its output is gone. Unheard, the failed write is an uncaught
 * exception; Next prints those, which fails as well, and the process does nothing else from then on: it
 * serves nobody and hears no signal.
 */
export function outliveReader(output: Writable): void {
  output.on('error', () => undefined)
}
