import type { Dashboard } from '../stack/dashboards'
import { startProxy, type TcpProxy } from './tcp-proxy'

/** Between two looks at who is ready, in milliseconds. */
const LOOK_EVERY_MS = 250

/** Leads the apps to the dashboards that are ready, in turn. */
export async function startBalancer(
  dashboards: readonly Dashboard[],
  random: () => number,
): Promise<TcpProxy> {
  let ready: readonly Dashboard[] = dashboards
  let turn = 0
  let isClosed = false

  async function look(): Promise<void> {
    const answers = await Promise.all(dashboards.map((dashboard) => dashboard.isReady()))
    ready = dashboards.filter((_, index) => answers[index])
    if (!isClosed) setTimeout(() => void look(), LOOK_EVERY_MS).unref()
  }

  const proxy = await startProxy({
    target: () => ready[turn++ % ready.length]?.port ?? null,
    random,
  })
  await look()
  return {
    ...proxy,
    get silenced() {
      return proxy.silenced
    },
    get connections() {
      return proxy.connections
    },
    async close() {
      isClosed = true
      await proxy.close()
    },
  }
}
