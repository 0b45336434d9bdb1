// Loads `list` of a built dashboard, tells what came of it and who used the processor, and keeps profiles:
//   npx tsx bench/profiles/take.ts --keys 10,1000 --connections 1,10,50 [--next] [--seconds 4] [--out FOLDER]
import { mkdir, rename } from 'node:fs/promises'
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
const { next: isThroughNext, out } = options
const seconds = Number(options.seconds)
const way = isThroughNext ? 'next' : 'listener'

/** What the dashboard writes when a profile ends, and how long that may take, in milliseconds. */
const written = path.join(out ?? '.', 'current.cpuprofile')
const WRITING_MS = 1_500

await using resources = createResources()
const ground = createGround(resources)
const settings = await ground.settings()
const { server } = await ground.postgres()
if (out !== undefined) await mkdir(out, { recursive: true })
const dashboard = resources.use(
  await startDashboard(settings, {
    isThroughNext,
    ...(out !== undefined && {
      preload: path.join(import.meta.dirname, 'profile-on-signal.js'),
      env: { PROFILE_FILE: path.resolve(written) },
    }),
  }),
)
const target = { url: dashboard.internal, secret: settings.secret }

const users = ['dashboard', 'postgres', 'load'] as const
const readCpus = async (): Promise<Cpu[]> =>
  Promise.all([dashboard.cpu(), cpuOfFamily(await server.pid), cpuOf(process.pid)])

async function profiled<T>(name: string, job: () => Promise<T>): Promise<T> {
  if (out === undefined) return job()
  process.kill(dashboard.pid, 'SIGUSR2')
  const result = await job()
  process.kill(dashboard.pid, 'SIGUSR2')
  await pause(WRITING_MS)
  await rename(written, path.join(out, `${name}.cpuprofile`))
  return result
}

async function measure(provider: string, connections: number): Promise<string> {
  const before = await readCpus()
  const begun = performance.now()
  const result = await loadLists({ ...target, provider, seconds, connections })
  const took = performance.now() - begun
  const after = await readCpus()
  const { perSecond, p50, p99, bytes, failed } = result
  const shares = users.map((user, index) => {
    const [from, to] = [before[index], after[index]]
    const share = from && to ? shareOf(from, to, took) : Number.NaN
    const microseconds = Math.round((share * 1_000_000) / perSecond)
    return `${user} ${microseconds} us (${Math.round(share * 100)} %)`
  })
  return (
    `${Math.round(perSecond)}/s, p50 ${p50} ms, p99 ${p99} ms, ${Math.round(bytes)} B, ` +
    `failed ${failed}; a call: ${shares.join(', ')}`
  )
}

const numbersIn = (text: string) => text.split(',').map(Number)

for (const keys of numbersIn(options.keys)) {
  const { provider } = await ground.pool(keys)
  await loadLists({ ...target, provider, seconds: 2, connections: 10 })
  for (const connections of numbersIn(options.connections)) {
    const told = await profiled(`list-${keys}-${connections}-${way}`, () =>
      measure(provider, connections),
    )
    process.stdout.write(`${way}, ${keys} keys, ${connections} connections: ${told}\n`)
  }
}
