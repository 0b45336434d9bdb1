import { UsageFailure } from '../usage-failure'
import { suggest } from './suggest'

const secretive = /secret|passw|token|bearer|credential|auth|key/i

/** @throws UsageFailure when something secret was typed as an option. Its value goes nowhere. */
export function refuseSecrets(options: Iterable<string>): void {
  for (const option of options) {
    const isFile = option === 'secret-file' || suggest(option, ['secret-file']) !== null
    if (isFile || !secretive.test(option)) continue
    const named = /^[a-z][a-z-]{0,19}$/i.test(option) ? `--${option}` : '--secret'
    throw new UsageFailure({ code: 'secret_typed', say: (usage) => usage.secretTyped(named) })
  }
}
