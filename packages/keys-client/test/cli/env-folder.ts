import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of its own with an app's env file, in a git repository that ignores it. */
export interface EnvFolder {
  cwd: string
  write(name: string, text: string): void
  remove(name: string): void
  /** Its text; empty when there is none. */
  read(name: string): string
  lines(name: string): string[]
  /** What is in the folder, by name. */
  listed(): string[]
  git(...args: string[]): void
}

export function createEnvFolder(): EnvFolder {
  const cwd = mkdtempSync(path.join(tmpdir(), 'keys-cli-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  const folder: EnvFolder = {
    cwd,
    write: (name, text) => writeFileSync(path.join(cwd, name), text),
    remove: (name) => rmSync(path.join(cwd, name)),
    read(name) {
      try {
        return readFileSync(path.join(cwd, name), 'utf8')
      } catch {
        return ''
      }
    },
    lines: (name) => folder.read(name).split('\n').filter(Boolean),
    listed: () => readdirSync(cwd).toSorted(),
    git: (...args) => void execFileSync('git', args, { cwd, stdio: 'ignore' }),
  }
  folder.git('init', '--quiet')
  folder.write('.gitignore', '.env*\n')
  return folder
}
