import type { Behaviour } from '../../packages/provider-sandbox/src'
import { aMoment, type Fault } from './fault'

const behaving = (behaviour: Behaviour, name: string): Fault => ({
  name: `provider: ${name}`,
  disturbs: ['provider'],
  lasts: aMoment,
  async begin({ provider }) {
    provider.behave(behaviour)
    return async () => provider.behave('healthy')
  },
})

export const providerFaults: readonly Fault[] = [
  {
    name: 'provider: kill -9',
    disturbs: ['provider'],
    lasts: aMoment,
    async begin({ provider }) {
      await provider.kill()
      return provider.start
    },
  },
  behaving('slow', 'slow, 3 s an answer'),
  behaving('overloaded', 'overloaded, 503'),
]
