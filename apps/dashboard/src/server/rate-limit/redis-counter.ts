import type { Redis } from 'ioredis'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import { type Counter, type NamedLimit, spentOf, takeFrom, WINDOW_SHARE } from './counter'

/**
 * One step, so that no other process comes in between. Takes only what fits, and gives back only to
 * a window that is open. ARGV: points, which are negative when given back; seconds; the limit.
 */
const takeWhatFits = `
local points = tonumber(ARGV[1])
local used = tonumber(redis.call('get', KEYS[1]) or '0') + points
local left = redis.call('pttl', KEYS[1])
if points > 0 and used > tonumber(ARGV[3]) then return {used, left} end
if left > 0 then
  redis.call('incrby', KEYS[1], points)
elseif points > 0 then
  left = math.floor(tonumber(ARGV[2]) * ${WINDOW_SHARE * 1_000})
  redis.call('set', KEYS[1], points, 'PX', left)
end
return {used, left}
`

/** Counts for all processes that share this Redis. Rejects when it gives no answer. */
export function createRedisCounter(
  redis: Redis,
  { name, points: most, seconds }: NamedLimit,
): Counter {
  const windows = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `itqan:${name}`,
    points: most,
    duration: seconds,
    customIncrTtlLuaScript: takeWhatFits,
    rejectIfRedisNotReady: true,
  })
  return {
    take: (caller, points) => takeFrom(windows, { points: most, seconds }, { caller, points }),
    giveBack: async (caller, points) => void (await windows.reward(caller, points)),
    spent: (caller) => spentOf(windows, caller),
    forget: async (caller) => void (await windows.delete(caller)),
  }
}
