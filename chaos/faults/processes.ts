import type { Dashboard } from '../stack/dashboards'
import type { Stack } from '../stack/stack'
import { aMoment, type Fault, nothing } from './fault'

const dashboardOf = ({ dashboards }: Stack, name: string): Dashboard => {
  const found = dashboards.find((dashboard) => dashboard.name === name)
  if (!found) throw new Error(`There is no dashboard ${name}`)
  return found
}

const killed = (name: string): Fault => ({
  name: `dashboard ${name}: kill -9`,
  // The other one serves.
  disturbs: [],
  lasts: aMoment,
  async begin(stack) {
    const dashboard = dashboardOf(stack, name)
    await dashboard.kill()
    return dashboard.start
  },
})

export const processFaults: readonly Fault[] = [
  killed('A'),
  killed('B'),
  {
    name: 'both dashboards: kill -9',
    disturbs: ['keys'],
    lasts: aMoment,
    async begin({ dashboards }) {
      await Promise.all(dashboards.map((dashboard) => dashboard.kill()))
      return async () => void (await Promise.all(dashboards.map((dashboard) => dashboard.start())))
    },
  },
  {
    name: 'dashboard: SIGTERM under load',
    disturbs: [],
    lasts: aMoment,
    async begin(stack, dice) {
      const dashboard = dice.pick(stack.dashboards)
      stack.exits.push(await dashboard.terminate())
      return dashboard.start
    },
  },
  {
    name: 'rolling deploy',
    disturbs: [],
    lasts: [0, 0],
    async begin(stack) {
      for (const dashboard of stack.dashboards) {
        stack.exits.push(await dashboard.terminate())
        await dashboard.start()
      }
      return nothing
    },
  },
  {
    name: 'client: kill -9',
    disturbs: [],
    lasts: aMoment,
    async begin({ clients }, dice) {
      const client = dice.pick(clients)
      await client.kill()
      return async () => client.start()
    },
  },
  {
    name: 'client: clock 20 min ahead and back',
    disturbs: [],
    lasts: aMoment,
    async begin({ clients }, dice) {
      const client = dice.pick(clients)
      client.shiftClock(20 * 60_000)
      return async () => client.shiftClock(0)
    },
  },
  {
    name: 'client: clock 20 min behind and back',
    disturbs: [],
    lasts: aMoment,
    async begin({ clients }, dice) {
      const client = dice.pick(clients)
      client.shiftClock(-20 * 60_000)
      return async () => client.shiftClock(0)
    },
  },
]
