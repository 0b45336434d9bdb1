import { aMoment, type Fault } from './fault'

export const redisFaults: readonly Fault[] = [
  {
    name: 'Redis: gone and back',
    disturbs: [],
    lasts: aMoment,
    async begin({ redis }) {
      await redis.kill()
      return redis.start
    },
  },
  {
    name: 'Redis: hung',
    disturbs: [],
    lasts: aMoment,
    async begin({ redis }) {
      redis.hang()
      return async () => redis.goOn()
    },
  },
]
