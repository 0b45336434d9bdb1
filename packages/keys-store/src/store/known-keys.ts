import type { KeyOpener } from '../keyring'
import { readEpoch, type Session } from './epoch'
import { sealedColumns } from './list-keys'

/** Keeps an opener's redactor in step with the pool. */
export interface KnownKeys {
  /** Resolves when every key that was in the pool at the call, active or not, is known. */
  refresh(): Promise<void>
}

export function createKnownKeys(session: Session, opener: KeyOpener): KnownKeys {
  /** The epoch whose keys are known; `null` before the first read. */
  let known: number | null = null
  let reading: Promise<void> | null = null
  let following: Promise<void> | null = null

  async function read(): Promise<void> {
    const epoch = Number(await readEpoch(session))
    if (epoch === known) return
    // An epoch before the known one is another database's.
    const where = known === null || epoch < known ? {} : { revision: { gt: known } }
    await opener.open(await session.apiKey.findMany({ where, select: sealedColumns }))
    known = epoch
  }

  function refresh(): Promise<void> {
    if (!reading) {
      reading = read().finally(() => (reading = null))
      return reading
    }
    // The one under way may have begun before the newest key: all who wait share the next.
    following ??= reading
      .catch(() => undefined)
      .then(() => {
        following = null
        return refresh()
      })
    return following
  }

  return { refresh }
}
