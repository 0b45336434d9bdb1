import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import path from 'node:path'
import { EnvFileError } from './env-file-error'
import { newDraftOf } from './siblings'
import { errnoOf } from './system-error'
import { placeOf, targetOf } from './target-of'

/** What git is started with: `PATH` and the rest. */
export type GitEnv = Readonly<Record<string, string | undefined>>

/** A git that has not answered by then never will, in milliseconds. */
const TIMEOUT_MS = 20_000

/**
 * Makes sure that git does not publish what is written into the file: neither the path nor, for a symbolic
 * link, what it leads to is tracked.
 *
 * @throws EnvFileError `tracked`, or `git_unavailable` and `git_refused` when a repository is there and
 * nobody says what it tracks.
 */
export async function assertUntracked(file: string, env: GitEnv): Promise<void> {
  for (const place of await placesOf(file)) {
    const args = ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', path.basename(place)]
    const answer = await askGit(path.dirname(place), args, env)
    if (answer === 'yes') throw new EnvFileError('tracked', { path: place })
    if (answer === 'no' || !(await isUnderRepository(place))) continue
    const code = answer === 'no git' ? 'git_unavailable' : 'git_refused'
    throw new EnvFileError(code, { path: place, detail: answer })
  }
}

/**
 * Whether git ignores the file that the path leads to, and what is written beside it for a moment.
 *
 * @returns `null` when there is no repository, or no git that answers.
 */
export async function isIgnored(envFile: string, env: GitEnv): Promise<boolean | null> {
  const target = await targetOf(envFile)
  for (const file of [target, newDraftOf(target)]) {
    const args = ['check-ignore', '--quiet', '--', `./${path.basename(file)}`]
    const answer = await askGit(path.dirname(target), args, env)
    if (answer !== 'yes') return answer === 'no' ? false : null
  }
  return true
}

async function placesOf(file: string): Promise<Set<string>> {
  const target = await targetOf(file)
  return new Set([await placeOf(file), target])
}

/** `yes` and `no` are git's exit codes 0 and 1; anything else is no answer, in a few words. */
function askGit(folder: string, args: readonly string[], env: GitEnv): Promise<string> {
  // A repository's own settings may name a program to run for every question.
  const asked = ['-c', 'core.fsmonitor=false', ...args]
  const options = { cwd: folder, env: cleanEnv(env), timeout: TIMEOUT_MS }
  return new Promise((resolve) => {
    execFile('git', asked, options, (error) => {
      if (!error) resolve('yes')
      else if (error.code === 1) resolve('no')
      else if (errnoOf(error) === 'ENOENT') resolve('no git')
      else resolve(`exit ${error.code ?? error.signal ?? 'unknown'}`)
    })
  })
}

/** Within a hook, git's variables name another repository or another index than the file's own. */
function cleanEnv(env: GitEnv): Record<string, string | undefined> {
  // Settings may stay: they are how a container says which folders are safe.
  const isKept = ([name]: [string, unknown]) => !/^GIT_(?!CONFIG|EXEC_PATH)/.test(name)
  const kept = Object.fromEntries(Object.entries(env).filter(isKept))
  return { ...kept, GIT_OPTIONAL_LOCKS: '0', GIT_DISCOVERY_ACROSS_FILESYSTEM: '1' }
}

/** Looks for it without git. */
async function isUnderRepository(place: string): Promise<boolean> {
  for (let folder = path.dirname(place); ; folder = path.dirname(folder)) {
    const isHere = await access(path.join(folder, '.git')).then(
      () => true,
      () => false,
    )
    if (isHere) return true
    if (folder === path.dirname(folder)) return false
  }
}
