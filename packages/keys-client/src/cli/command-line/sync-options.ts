import type { Messages } from '../messages'
import { UsageFailure } from '../usage-failure'
import type { CommandLine } from './command-line'
import { readProvider } from './provider-option'

/** What `keys sync` is asked to do. */
export interface SyncOptions {
  provider: string
  variable: string
  /** As typed: paths are relative to where the command was called. */
  file: string
  /** For the shell, after a change. */
  exec: string | undefined
  mode: 'once' | 'watch' | 'check' | 'dry-run'
}

const modes = ['watch', 'check', 'dry-run'] as const

/** @throws UsageFailure when a value is wrong. */
export function readSyncOptions(line: CommandLine): SyncOptions {
  return {
    provider: readProvider(line) ?? '',
    variable: readVariable(line),
    file: line.text('file') ?? '',
    exec: line.text('exec'),
    mode: readMode(line),
  }
}

function readVariable(line: CommandLine): string {
  const variable = line.text('var') ?? ''
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
    throw wrong('bad_variable', (usage) => usage.badVariable)
  }
  if (/^INTERNAL_API_SECRET/i.test(variable)) {
    throw wrong('reserved_variable', (usage) => usage.reservedVariable)
  }
  return variable
}

function readMode(line: CommandLine): SyncOptions['mode'] {
  const [mode, other] = modes.filter((flag) => line.flag(flag))
  if (mode && other) {
    throw wrong('conflicting_options', (usage) => usage.conflict(`--${mode}`, `--${other}`))
  }
  return mode ?? 'once'
}

function wrong(code: string, say: (usage: Messages['usage']) => string): UsageFailure {
  return new UsageFailure({ code, command: 'sync', say })
}
