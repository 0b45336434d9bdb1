import { aMoment, type Fault } from './fault'

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
  {
    name: 'provider: slow, 3 s an answer',
    disturbs: ['provider'],
    lasts: aMoment,
    async begin({ provider }) {
      provider.behave('slow')
      return async () => provider.behave('healthy')
    },
  },
  {
    name: 'provider: overloaded, 503',
    disturbs: ['provider'],
    lasts: aMoment,
    async begin({ provider }) {
      provider.behave('overloaded')
      return async () => provider.behave('healthy')
    },
  },
]
