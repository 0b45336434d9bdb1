import type { Log } from '@itqan/keys-router'
import { countDecisions } from './count-decisions'
import type { Counter, NamedLimit } from './counter'
import { createMemoryCounter } from './memory-counter'
import { createRedisCounter } from './redis-counter'
import { openRedisLine, type RedisLine } from './redis-line'

/** All counters of a process, over one connection. */
export interface Counters {
  open(limit: NamedLimit): Counter
  close(): void
}

/**
 * Counts in memory; with `redisUrl`, in Redis for all processes together, with memory as insurance.
 * While Redis is away each process allows the whole limit by itself: more, never without end.
 */
export function openCounters({
  redisUrl,
  log,
}: {
  redisUrl?: string | undefined
  log: Log
}): Counters {
  const counted =
    (open: Counters['open']): Counters['open'] =>
    (limit) =>
      countDecisions(open(limit), limit.name)
  if (!redisUrl) return { open: counted(createMemoryCounter), close: () => undefined }
  const line = openRedisLine({ url: redisUrl, log })
  return { open: counted((limit) => insured(line, limit)), close: line.close }
}

function insured(line: RedisLine, limit: NamedLimit): Counter {
  const shared = createRedisCounter(line.redis, limit)
  const own = createMemoryCounter(limit)
  return {
    take: (caller, points) =>
      line.ask(
        () => shared.take(caller, points),
        () => own.take(caller, points),
      ),
    giveBack: (caller, points) =>
      line.ask(
        () => shared.giveBack(caller, points),
        () => own.giveBack(caller, points),
      ),
    spent: (caller) =>
      line.ask(
        () => shared.spent(caller),
        () => own.spent(caller),
      ),
    async forget(caller) {
      // Wherever it was counted.
      await own.forget(caller)
      await line.ask(
        () => shared.forget(caller),
        async () => undefined,
      )
    },
  }
}
