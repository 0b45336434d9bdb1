import path from 'node:path'
import { assertUntracked, isIgnored } from '../../env-file'
import type { SyncOptions } from '../command-line/sync-options'
import { type ExitCode, exitCodes } from '../exit-codes'
import type { Io } from '../io'
import { openClient } from '../open-client'
import { readSettings, type SettingsOptions } from '../settings'
import { onFile } from './env-file-failure'
import { foresee, isUpToDate } from './foresee'
import { restartApp } from './restart-app'
import { type Exec, execEnvironment } from './run-exec'
import { syncFile } from './sync-file'
import type { SyncTask } from './sync-task'
import { createVoice } from './sync-voice'
import { watchPool } from './watch-pool'

type Options = SyncOptions & SettingsOptions & { json: boolean }

/** `keys sync`: @throws CliFailure when the file could not be put right. */
export async function runSync(io: Io, options: Options): Promise<ExitCode> {
  const { file, variable, exec: command } = options
  const target = path.resolve(io.cwd, file)
  const voice = createVoice(io, options)
  await onFile(file, () => assertUntracked(target, io.childEnv))
  if ((await onFile(file, () => isIgnored(target, io.childEnv))) === false) voice.notIgnored()
  const dashboard = openClient(await readSettings(io, options))
  const exec: Exec | null =
    command === undefined
      ? null
      : {
          command,
          cwd: io.cwd,
          env: execEnvironment(io.childEnv, variable),
          output: options.json ? 'stderr' : 'stdout',
        }
  const { childEnv: env, signal } = io
  try {
    return await runMode({ options, path: target, dashboard, exec, env, signal, voice })
  } finally {
    await dashboard.client.close({ timeoutMs: 0 })
  }
}

async function runMode(task: SyncTask): Promise<ExitCode> {
  const { mode } = task.options
  switch (mode) {
    case 'once':
      task.voice.done(await restartApp(task, await syncFile(task)))
      return exitCodes.ok
    case 'watch':
      return watchPool(task)
    case 'dry-run':
    case 'check': {
      const report = await foresee(task)
      task.voice.foreseen(report)
      return mode === 'check' && !isUpToDate(report) ? exitCodes.found : exitCodes.ok
    }
    default:
      return mode satisfies never
  }
}
