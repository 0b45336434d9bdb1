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

async function readScripts(manifest: string): Promise<[string, Set<string>]> {
  const read: unknown = JSON.parse(await readFile(path.join(root, manifest), 'utf8'))
  const { name, scripts = {} } = read as { name: string; scripts?: Record<string, string> }
  return [manifest === 'package.json' ? '' : name, new Set(Object.keys(scripts))]
}

const paths = await walk()
const documents = await Promise.all(
  paths
    .filter((file) => file.endsWith('.md'))
    .map(async (file) => readDocument(file, await readFile(path.join(root, file), 'utf8'))),
)
const scripts = await Promise.all(
  paths.filter((file) => path.posix.basename(file) === 'package.json').map(readScripts),
)

const problems = findStale(documents, { paths: new Set(paths), scripts: new Map(scripts) })
console.log(`${documents.length} documents`)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
