import { setTimeout as pause } from 'node:timers/promises'

/** Clients that are told which keys are removed. */
export interface Listeners {
  /**
   * Resolves once all of them were told of a removal, with the moment that each was, on the clock of
   * `performance.now()`.
   */
  told(keyId: string): Promise<readonly number[]>
  /** What they have used of the processor so far, in milliseconds. */
  cpuMs(): number
}

/** What clients took to be told of removals, in milliseconds: of each client, each removal. */
export interface Heard {
  /** From the moment that a removal was asked for. */
  fromCall: readonly number[]
  /** From the moment that it held. */
  fromCommit: readonly number[]
  /** Of one core, by the clients, from each call to the last of them that heard. */
  generatorShare: number
}

/** Removes a key. */
export interface Remover {
  remove(keyId: string): Promise<void>
  /** When a removal held that all clients were told of, on the clock of `performance.now()`. */
  committedAt(keyId: string): Promise<number> | number
}

/** In milliseconds: what the one before has stirred up has settled. */
const PAUSE_MS = 40

/** Removes one key after the other. */
export async function hearOfAll(
  keyIds: readonly string[],
  { listeners, remover }: { listeners: Listeners; remover: Remover },
): Promise<Heard> {
  const fromCall: number[] = []
  const fromCommit: number[] = []
  let [cpuMs, tookMs] = [0, 0]
  for (const keyId of keyIds) {
    await pause(PAUSE_MS)
    const told = listeners.told(keyId)
    const [cpu, called] = [listeners.cpuMs(), performance.now()]
    await remover.remove(keyId)
    const moments = await told
    cpuMs += listeners.cpuMs() - cpu
    tookMs += performance.now() - called
    const committed = await remover.committedAt(keyId)
    for (const moment of moments) {
      fromCall.push(moment - called)
      fromCommit.push(moment - committed)
    }
  }
  return { fromCall, fromCommit, generatorShare: cpuMs / tookMs }
}

/** What this process has used of the processor so far, in milliseconds. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
