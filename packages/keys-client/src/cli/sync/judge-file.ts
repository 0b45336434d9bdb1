import { knownProviders } from '@itqan/keys-contract'
import { readEnvValue } from '../../env-file'
import { CliFailure } from '../cli-failure'
import { suggest } from '../command-line/suggest'
import { exitCodes } from '../exit-codes'
import { publicKey, type PublicKey } from '../public-key'
import { readPool } from '../read-pool'
import { chooseKey } from './choose-key'
import { onFile } from './env-file-failure'
import type { SyncTask } from './sync-task'

/** What the file must hold, and whether it does. */
export interface Judgement {
  isRight: boolean
  key: PublicKey
  /** In clear: for the file alone. */
  value: string
}

/** @throws CliFailure when the file may not be touched, or no key can be had. */
export async function judgeFile(task: SyncTask): Promise<Judgement> {
  const { options, path, dashboard, signal } = task
  const { provider, variable, file } = options
  const pool = await readPool(dashboard, { provider, signal })
  const present = await onFile(file, () => readEnvValue(path, variable))
  const choice = chooseKey({ pool, present, now: Date.now() })
  if (choice.kind === 'none') throw noKey(provider, choice)
  return {
    isRight: choice.kind === 'keep',
    key: publicKey(choice.key, pool.keys),
    value: choice.key.key,
  }
}

function noKey(provider: string, causes: { invalid: number; unpaid: number }): CliFailure {
  const isEmpty = causes.invalid + causes.unpaid === 0
  const meant = suggest(provider, knownProviders)
  return new CliFailure({
    exitCode: exitCodes.noKey,
    code: isEmpty ? 'no_key' : 'no_usable_key',
    say: ({ dashboard }) =>
      isEmpty
        ? dashboard.emptyPool(provider, meant === provider ? null : meant)
        : dashboard.noUsableKey(provider, causes),
  })
}
