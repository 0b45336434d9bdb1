import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const BINARIES = '/usr/lib/postgresql'

/** Runs the newest of PostgreSQL's own tools that is installed. Answers what it printed. */
export async function runTool(name: string, args: readonly string[]): Promise<string> {
  const versions = (await readdir(BINARIES)).toSorted((a, b) => Number(a) - Number(b))
  const binary = path.join(BINARIES, versions.at(-1) ?? '', 'bin', name)
  const { stdout } = await promisify(execFile)(binary, args, { maxBuffer: 2 ** 28 })
  return stdout
}
