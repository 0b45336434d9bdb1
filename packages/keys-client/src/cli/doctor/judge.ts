import { type Cause, checkNames, type Diagnosis } from './diagnosis'
import type { Facts } from './facts'
import { judges } from './judges'
import { providerStates } from './judges/provider-states'

type Check = Diagnosis['checks'][number]

/** What the facts come to. Checks after a failed one are skipped, not guessed. */
export function judge(facts: Facts): Diagnosis {
  const found: Check[] = []
  for (const name of checkNames) {
    const isBarred = found.some(({ finding }) => finding.status === 'failed')
    const finding = isBarred ? ({ status: 'skipped', detail: null } as const) : judges[name](facts)
    found.push({ name, finding })
  }
  const checks = promoteLoneCause(found)
  return {
    checks,
    cause: causeIn(checks),
    warnings: checks.flatMap(({ finding }) =>
      finding.status === 'warning' ? [finding.warning] : [],
    ),
    providers: facts.pool ? providerStates(facts.pool, facts.question) : [],
  }
}

function causeIn(checks: readonly Check[]): Cause | null {
  const failures = checks.flatMap(({ finding }) =>
    finding.status === 'failed' ? [finding.cause] : [],
  )
  return failures[0] ?? null
}

/** A warning that is the cause when nothing else is wrong. */
function promoteLoneCause(checks: readonly Check[]): Check[] {
  if (causeIn(checks)) return [...checks]
  return checks.map(({ name, finding }) => {
    if (finding.status !== 'warning' || !finding.ifAlone) return { name, finding }
    return { name, finding: { status: 'failed', cause: finding.ifAlone } }
  })
}
