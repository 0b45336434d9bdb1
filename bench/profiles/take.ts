// Loads `list` of a built dashboard, tells what came of it and who used the processor, and keeps a profile:
//   npx tsx bench/profiles/take.ts --keys 10,1000 --connections 1,10,50 [--next] [--out FOLDER] [--seconds 4]
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createGround } from '../ground/ground'
import { createResources } from '../ground/resources'
import { loadLists } from '../load/lists'
import { type Cpu, cpuOf, cpuOfFamily, shareOf } from '../stack/cpu'
import { startDashboard } from '../stack/dashboard'

const { values: options } = parseArgs({
  options: {
    keys: { type: 'string', default: '10' },
    connections: { type: 'string', default: '1,10,50' },
    seconds: { type: 'string', default: '4' },
    next: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
})
const numbersIn = (text: string) => text.split(',').map(Number)
const seconds = Number(options.seconds)

await using resources = createResources()
const ground = createGround(resources)
const settings = await ground.settings()
const postgres = await ground.postgres()
const file = path.join(options.out ?? '/tmp', 'current.cpuprofile')
if (options.out) await mkdir(options.out, { recursive: true })
const dashboard = resources.use(
  await startDashboard(settings, {
    isThroughNext: options.next,
    ...(options.out && { preload: path.join(import.meta.dirname, 'profile-on-signal.js') }),
    env: { PROFILE_FILE: file },
  }),
)

const readCpus = async (): Promise<Cpu[]> =>
  Promise.all([dashboard.cpu(), cpuOfFamily(await postgres.server.pid), cpuOf(process.pid)])

for (const keys of numbersIn(options.keys)) {
  const { provider } = await ground.pool(keys)
  const load = {
    url: options.next ? dashboard.url : dashboard.internal,
    secret: settings.secret,
    provider,
  }
  await loadLists({ ...load, seconds: 2, connections: 10 })
  for (const connections of numbersIn(options.connections)) {
    if (options.out) process.kill(dashboard.pid, 'SIGUSR2')
    const before = await readCpus()
    const begun = performance.now()
    const { perSecond, p50, p99, bytes, failed } = await loadLists({
      ...load,
      seconds,
      connections,
    })
    const took = performance.now() - begun
    const after = await readCpus()
    if (options.out) {
      process.kill(dashboard.pid, 'SIGUSR2')
      await pause(1_500)
      const { rename } = await import('node:fs/promises')
      await rename(
        file,
        path.join(
          options.out,
          `list-${keys}-${connections}${options.next ? '-next' : ''}.cpuprofile`,
        ),
      )
    }
    const [own, server, generator] = before.map((cpu, index) =>
      shareOf(cpu, after[index] ?? cpu, took),
    )
    const us = (share = 0) => Math.round((share * 1e6) / perSecond)
    process.stdout.write(
      `${options.next ? 'next' : 'listener'} ${keys} keys ${connections} connections: ${Math.round(perSecond)}/s p50 ${p50} p99 ${p99} ms, ` +
        `${Math.round(bytes)} B, failed ${failed}; cpu a call: dashboard ${us(own)} us (${Math.round((own ?? 0) * 100)} %), ` +
        `postgres ${us(server)} us (${Math.round((server ?? 0) * 100)} %), load ${us(generator)} us (${Math.round((generator ?? 0) * 100)} %)\n`,
    )
  }
}
