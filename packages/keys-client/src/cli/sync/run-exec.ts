import { spawn } from 'node:child_process'

/** How the command of `--exec` ended. Neither a code nor a signal: it could not be started. */
export interface ExecEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

export type Environment = Readonly<Record<string, string | undefined>>

export interface Exec {
  /** For the shell. */
  command: string
  cwd: string
  env: Environment
  /** Where its standard output goes: with `--json`, ours is for one object alone. */
  output: 'stdout' | 'stderr'
}

const STDERR = 2

/** Runs the command to its end; its input and output are those of this process. */
export function runExec({ command, cwd, env, output }: Exec): Promise<ExecEnd> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      cwd,
      env: { ...env },
      stdio: ['inherit', output === 'stderr' ? STDERR : 'inherit', 'inherit'],
    })
    child.on('error', () => resolve({ code: null, signal: null }))
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
}

export const hasSucceeded = ({ code }: ExecEnd): boolean => code === 0

/** What pnpm adds to the environment of a script of this repository. */
const fromPnpm = /^(npm_|pnpm_|INIT_CWD$|KEYS_CWD$|NODE_PATH$)/i

/**
 * What the command is given: not the variable, which in the environment would win over the file that
 * was just written, not the secret, which is no business of an app that is restarted, and not what
 * pnpm adds where it runs this command.
 */
export function execEnvironment(env: Environment, variable: string): Environment {
  const isForUs = (name: string) => name === variable || name.startsWith('INTERNAL_API_SECRET')
  const isPnpms = (name: string) => env['KEYS_CWD'] !== undefined && fromPnpm.test(name)
  const kept = Object.entries(env).filter(([name]) => !isForUs(name) && !isPnpms(name))
  return Object.fromEntries(kept)
}
