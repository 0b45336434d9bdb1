import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findForbidden } from './declarations'

// What an app sees of the router is its declarations: an `any` there switches off every check
// behind it, and Prisma there makes every app depend on the database's generated code.

const root = fileURLToPath(new URL('..', import.meta.url))
const room = 'packages/keys-router'
const tsc = path.join(
  path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
)

async function emitDeclarations(outDir: string): Promise<void> {
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly']
  await promisify(execFile)(
    process.execPath,
    [tsc, '--project', room, ...options, '--rootDir', root, '--outDir', outDir],
    { cwd: root },
  )
}

async function check(outDir: string): Promise<string[]> {
  await emitDeclarations(outDir)
  const emitted = path.join(outDir, room, 'src')
  const files = (await readdir(emitted, { recursive: true }))
    .filter((file) => file.endsWith('.d.ts') && !/\.test(-d)?\.d\.ts$/.test(file))
    .toSorted()
  if (files.length === 0) throw new Error(`${room} emitted no declarations`)
  console.log(`${files.length} declaration files of ${room}`)
  const findings = files.map(async (file) => {
    const source = file.replace(/\.d\.ts$/, '.ts')
    const text = await readFile(path.join(emitted, file), 'utf8')
    return findForbidden(text).map(
      (found) => `${room}/src/${source} declares ${found.word}: ${found.text}`,
    )
  })
  return (await Promise.all(findings)).flat()
}

const outDir = await mkdtemp(path.join(tmpdir(), 'keys-router-declarations-'))
try {
  const problems = await check(outDir)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
} catch (error) {
  const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
  console.error(output || error)
  process.exitCode = 1
} finally {
  await rm(outDir, { recursive: true, force: true })
}
