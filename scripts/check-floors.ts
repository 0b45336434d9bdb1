import { readFile } from 'node:fs/promises'
import { findBelow, floors, installedIn } from './floors'

// Every copy counts: one that another package brings along is installed as well.
const lockfile = await readFile(new URL('../pnpm-lock.yaml', import.meta.url), 'utf8')
const problems = findBelow(installedIn(lockfile))
console.log(`${floors.length} floors`)
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
