import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../..')

/** What is measured in production builds: the product's, and that of the rival beside it. */
const builds = {
  dashboard: ['build', '--filter=dashboard'],
  optionA: ['bench:build', '--filter=@itqan/bench-option-a'],
} as const

/**
 * Builds what has changed since it was last built; what has not is there at once.
 *
 * @throws Error with what the build printed.
 */
export async function build(what: keyof typeof builds): Promise<void> {
  const turbo = path.join(root, 'node_modules/.bin/turbo')
  const args = ['run', ...builds[what], '--output-logs=errors-only']
  const run = promisify(execFile)(turbo, args, { cwd: root, maxBuffer: 64 * 1_048_576 })
  await run.catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`The build of ${what} failed:\n${`${stdout}${stderr}`.slice(-4_000)}`)
  })
}
