import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { differencesIn, metricsIn, unknownIn } from './metrics'

const root = fileURLToPath(new URL('..', import.meta.url))
const asking = [
  'deploy/grafana/keys.json',
  'deploy/prometheus/prometheus.yml',
  'deploy/prometheus/alerts.yml',
]
const document = 'docs/observability.md'

const read = (file: string) => readFile(path.join(root, file), 'utf8')

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true })
  const found = entries.map(async (entry) => {
    const here = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(here)
    return /(?<!\.test)\.ts$/.test(entry.name) ? [here] : []
  })
  return (await Promise.all(found)).flat()
}

async function rooms(): Promise<string[]> {
  const parents = ['packages', 'apps']
  const found = parents.map(async (parent) =>
    (await readdir(path.join(root, parent))).map((name) => `${parent}/${name}/src`),
  )
  return (await Promise.all(found)).flat()
}

const files = (await Promise.all((await rooms()).map(sources))).flat()
const metrics = (await Promise.all(files.map(async (file) => metricsIn(await read(file))))).flat()
const unknown = await Promise.all(
  asking.map(async (file) =>
    unknownIn(await read(file), metrics).map((name) => `${file}: no code makes ${name}`),
  ),
)
const differences = differencesIn(await read(document), metrics)
const problems = [...unknown.flat(), ...differences.map((one) => `${document}: ${one}`)]

console.log(`${metrics.length} metrics`)
for (const problem of problems) console.error(problem)
if (problems.length > 0 || metrics.length === 0) process.exitCode = 1
