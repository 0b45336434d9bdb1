import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { faults } from './faults'
import { readOptions, usage } from './options'
import { run } from './run'
import { findBinaries } from '../testbed/binaries'
import { killAll } from '../testbed/child'
import { toSummary, toTable } from './table'

const stops: (() => Promise<void>)[] = []
let folder = ''
let isStopped = false

/** Nothing is left running, however the run ends. */
async function cleanUp(): Promise<void> {
  await killAll()
  for (const stop of stops.toReversed()) await stop().catch(() => undefined)
}

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    console.log(usage)
    return 0
  }
  const { isList, ...options } = readOptions(
    process.argv.slice(2),
    Math.floor(Math.random() * 1_000_000),
  )
  if (isList) {
    console.log(faults.map(({ name }) => name).join('\n'))
    return 0
  }
  const binaries = findBinaries()
  folder = await mkdtemp(path.join(tmpdir(), 'itqan-chaos-'))
  // PostgreSQL runs as another user and must get to its own folder in it.
  await chmod(folder, 0o711)
  const beganAt = Date.now()
  const say = (line: string) =>
    console.log(`${((Date.now() - beganAt) / 1_000).toFixed(1).padStart(7)} s  ${line}`)
  console.log(`pnpm chaos --seed ${options.seed}`)
  let code = 1
  try {
    const { facts, verdict } = await run({
      ...options,
      binaries,
      folder,
      say,
      onStarted: (stop) => void stops.push(stop),
      isStopped: () => isStopped,
    })
    const told = `${toTable(verdict, facts)}\n\n${toSummary(verdict, facts)}`
    console.log(`\n${told}`)
    if (options.out !== null) {
      await writeFile(options.out, `${factsOfMachine(options)}\n\n${told}\n`)
    }
    await writeFile(path.join(folder, 'losses.txt'), verdict.losses.join('\n'))
    code = verdict.losses.length === 0 ? 0 : 1
  } finally {
    if (!isStopped) await cleanUp()
    if (code === 0) await rm(folder, { recursive: true, force: true })
    else if (!isStopped) console.error(`\nLogs and ledgers are kept in ${folder}`)
  }
  return code
}

function factsOfMachine({ seed, durationMs }: { seed: number; durationMs: number }): string {
  const [cpu] = cpus()
  return [
    `${new Date().toISOString().slice(0, 10)}, ${durationMs / 60_000} minutes of faults, seed ${seed}.`,
    `Node ${process.version}, Linux ${release()}, ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB.`,
  ].join('\n')
}

async function endNow(code: number, { isKept }: { isKept: boolean }): Promise<void> {
  if (isStopped) return
  isStopped = true
  await cleanUp()
  if (folder && !isKept) await rm(folder, { recursive: true, force: true })
  process.exit(code)
}

process.on('SIGINT', () => void endNow(130, { isKept: false }))
process.on('SIGTERM', () => void endNow(143, { isKept: false }))
// A fault of the bench itself must not leave what it started behind.
process.on('uncaughtException', (error) => {
  console.error(error)
  void endNow(1, { isKept: true })
})

try {
  process.exit(await main())
} catch (error) {
  // Whoever was interrupted knows why nothing works any more.
  if (!isStopped) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
