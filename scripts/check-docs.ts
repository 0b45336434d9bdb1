import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findStale } from './docs'
import { readDocument } from './markdown'

const root = fileURLToPath(new URL('..', import.meta.url))
const notOurs = /^(node_modules|\.git|\.next.*|\.turbo|\.data|coverage)$/

async function walk(folder = ''): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true })
  const found = entries
    .filter((entry) => !notOurs.test(entry.name))
    .map(async (entry) => {
      const here = path.posix.join(folder, entry.name)
      return entry.isDirectory() ? [here, ...(await walk(here))] : [here]
    })
  return (await Promise.all(found)).flat()
}

interface Manifest {
  name: string
  scripts?: Record<string, string>
  /** Commands that it gives to whoever depends on it. */
  bin?: Record<string, string>
  devDependencies?: Record<string, string>
}

async function readManifest(file: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(root, file), 'utf8')) as Manifest
}

const paths = await walk()
const documents = await Promise.all(
  paths
    .filter((file) => file.endsWith('.md'))
    .map(async (file) => readDocument(file, await readFile(path.join(root, file), 'utf8'))),
)
const manifests = await Promise.all(
  paths.filter((file) => path.posix.basename(file) === 'package.json').map(readManifest),
)
const workspace = await readManifest('package.json')
const bins = manifests
  .filter(({ name }) => name in (workspace.devDependencies ?? {}))
  .flatMap(({ bin = {} }) => Object.keys(bin))
const scripts = new Map(
  manifests.map(({ name, scripts: own = {} }) =>
    name === workspace.name
      ? (['', new Set([...Object.keys(own), ...bins])] as const)
      : ([name, new Set(Object.keys(own))] as const),
  ),
)

const problems = findStale(documents, { paths: new Set(paths), scripts })
console.log(`${documents.length} documents`)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
