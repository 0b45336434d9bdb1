import type { KeysClient } from '../../src'

/** How many clients wait for their stream to open. Forgets those that were closed. */
export function countConnecting(clients: Set<KeysClient>): number {
  let connecting = 0
  for (const client of clients) {
    const { stream } = client.status()
    if (stream === 'closed') clients.delete(client)
    if (stream === 'connecting') connecting += 1
  }
  return connecting
}
