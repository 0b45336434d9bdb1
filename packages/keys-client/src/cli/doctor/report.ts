import type { Language } from '../language'
import type {
  Cause,
  CheckName,
  Detail,
  Diagnosis,
  Finding,
  ProviderState,
  Question,
  Warning,
} from './diagnosis'
import { type Advice, doctorMessages, type DoctorMessages, type Notice, tell } from './messages'
import { typeset } from './typeset'

export type CheckStatus = Finding['status']

/** A diagnosis in words, before it is laid out. */
export interface Report {
  address: string | null
  question: Question
  checks: { name: CheckName; status: CheckStatus; detail: string | null }[]
  cause: (Advice & { code: string; facts: Record<string, unknown> }) | null
  warnings: { code: string; what: string }[]
  providers: ProviderState[]
}

interface Told {
  diagnosis: Diagnosis
  address: string | null
  question: Question
}

/** Puts a diagnosis into words. */
export function reportOf({ diagnosis, address, question }: Told, language: Language): Report {
  const messages = doctorMessages[language]
  const { checks, cause, warnings, providers } = diagnosis
  const set = (text: string) => typeset(text, language)
  return {
    address,
    question,
    checks: checks.map(({ name, finding }) => {
      const detail = detailOf(finding, messages)
      return { name, status: finding.status, detail: detail === null ? null : set(detail) }
    }),
    cause: cause && { ...adviceOn(cause, messages, set), code: cause.code, facts: factsOf(cause) },
    warnings: warnings.map((warning) => {
      return {
        code: warning.code,
        what: set(tell<Warning, Notice>(messages.warnings, warning).what),
      }
    }),
    providers,
  }
}

function detailOf(finding: Finding, { details, causes, warnings }: DoctorMessages): string | null {
  switch (finding.status) {
    case 'ok':
      return tell<Detail, string>(details, finding.detail)
    case 'skipped':
      return finding.detail && tell<Detail, string>(details, finding.detail)
    case 'warning':
      return tell<Warning, Notice>(warnings, finding.warning).short
    case 'failed':
      return tell<Cause, Advice>(causes, finding.cause).short
    default:
      return finding satisfies never
  }
}

function adviceOn(
  cause: NonNullable<Diagnosis['cause']>,
  { causes }: DoctorMessages,
  set: (text: string) => string,
): Advice {
  const { short, what, fix } = tell<Cause, Advice>(causes, cause)
  return { short: set(short), what: set(what), fix: set(fix) }
}

/** What a cause knows, for scripts. An error is told in words alone. */
function factsOf(cause: NonNullable<Diagnosis['cause']>): Record<string, unknown> {
  const entries = Object.entries(cause).filter(([name]) => name !== 'code' && name !== 'failure')
  return Object.fromEntries(entries)
}
