/** `slow`: no answer in time. */
export type CheckState = 'ok' | 'failed' | 'slow'

/** Whether requests may be sent here. Names of checks, and nothing of what they found. */
export interface Readiness {
  isReady: boolean
  isDraining: boolean
  checks: Record<string, CheckState>
}

export interface ReadinessOptions {
  /** Each resolves when what it looks at is well. Asked at most once at a time. */
  checks: Record<string, () => Promise<unknown>>
  isDraining: () => boolean
  /** Told of every change from ready to not, and back. */
  onChange?: (readiness: Readiness) => void
  /** A check without an answer after this time is `slow`, in milliseconds. Default 1,000. */
  timeoutMs?: number
  /** For so long an answer is given again, in milliseconds. Default 1,000. */
  rememberMs?: number
  /** In milliseconds, never set back. Default `performance.now`. */
  now?: () => number
}

/** However often it is asked, it looks once a second, and at each thing once at a time. */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  const { isDraining, onChange, timeoutMs = 1_000, rememberMs = 1_000 } = options
  const { now = () => performance.now() } = options
  const names = Object.keys(options.checks)
  const looks = Object.entries(options.checks).map(([, check]) => createLook(check, timeoutMs))
  let known: { checks: Record<string, CheckState>; at: number } | null = null
  let looking: Promise<Record<string, CheckState>> | null = null
  let wasReady = true

  async function lookAtAll(): Promise<Record<string, CheckState>> {
    const states = await Promise.all(looks.map((look) => look()))
    const checks = Object.fromEntries(states.map((state, index) => [names[index] ?? '', state]))
    known = { checks, at: now() }
    return checks
  }

  async function currentChecks(): Promise<Record<string, CheckState>> {
    // What it stands on is being closed.
    if (isDraining()) return known?.checks ?? {}
    if (known && now() - known.at < rememberMs) return known.checks
    looking ??= lookAtAll().finally(() => (looking = null))
    return looking
  }

  return async () => {
    const checks = await currentChecks()
    const isWell = Object.values(checks).every((state) => state === 'ok')
    const readiness = { isReady: isWell && !isDraining(), isDraining: isDraining(), checks }
    if (isWell !== wasReady) onChange?.(readiness)
    wasReady = isWell
    return readiness
  }
}

/** One that hangs is not asked again before it has answered: else its questions would pile up. */
function createLook(check: () => Promise<unknown>, timeoutMs: number): () => Promise<CheckState> {
  let asked: Promise<CheckState> | null = null
  return async () => {
    asked ??= stateOf(check).finally(() => (asked = null))
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<CheckState>((resolve) => {
      timer = setTimeout(() => resolve('slow'), timeoutMs)
    })
    return Promise.race([asked, late]).finally(() => clearTimeout(timer))
  }
}

async function stateOf(check: () => Promise<unknown>): Promise<CheckState> {
  try {
    await check()
    return 'ok'
  } catch {
    return 'failed'
  }
}
