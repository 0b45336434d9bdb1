import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** What a client process writes down. Times are true ones, in milliseconds since 1970, whatever its clock says. */
export type ClientLine =
  /** A key was handed to the caller's function. `call` and `attempt` are told to the provider as well. */
  | { kind: 'begun'; at: number; call: string; keyId: string }
  /** That use is over: from now on it must be counted. */
  | { kind: 'ended'; at: number; call: string; keyId: string }
  /** A whole `withKey` failed. `hadKeys`: keys were known when it began. */
  | { kind: 'failed'; from: number; at: number; call: string; code: string; hadKeys: boolean }
  | { kind: 'stream'; at: number; state: string }
  /** Of the client's own reports: what the dashboard took and what it refused. */
  | { kind: 'totals'; at: number; sent: number; pending: number; dropped: number }
  /** It was closed, and these are its last totals. */
  | { kind: 'closed'; at: number; sent: number; pending: number; dropped: number }
  | { kind: 'calls'; at: number; ok: number }

/** What the sandbox writes down of each call. */
export interface ProviderLine {
  at: number
  keyName: string | null
  /** The number of the use, as the client named it. */
  use: string | null
}

/** Reads a ledger line by line. A last line that a kill cut short is left out. */
export async function readLedger<T>(file: string): Promise<T[]> {
  if (!existsSync(file)) return []
  const lines: T[] = []
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    try {
      lines.push(JSON.parse(line) as T)
    } catch {
      // Only a kill in the middle of a write leaves this.
    }
  }
  return lines
}
