import type { Colors } from 'picocolors/types'
import type { Io } from '../io'
import type { DoctorMessages } from './messages'
import { doctorMessages } from './messages'
import type { CheckStatus, Report } from './report'
import { typeset, wrap } from './typeset'

/** What every terminal has. */
const MAX_LINES = 24
const MAX_WIDTH = 100

const signs: Readonly<Record<CheckStatus, { sign: string; color: keyof Colors & Color }>> = {
  ok: { sign: '✓', color: 'green' },
  warning: { sign: '!', color: 'yellow' },
  failed: { sign: '✗', color: 'red' },
  skipped: { sign: '–', color: 'dim' },
}

type Color = 'green' | 'yellow' | 'red' | 'dim' | 'bold'

interface Line {
  text: string
  color?: Color | undefined
  /** So many characters at its start are coloured; by default, all. */
  colored?: number
}

/** The report on one screen, a line each. */
export function screenOf(report: Report, { language, colors }: Io): string[] {
  const messages = doctorMessages[language]
  const set = (text: string) => typeset(text, language)
  const head: Line[] = [{ text: set(messages.title(report.address)), color: 'bold' }]
  const checks = checkLines(report, messages)
  const end = conclusion(report, messages, set)
  const room = MAX_LINES - head.length - checks.length - end.length
  const rows = providerRows(report, messages, room)
  return [...head, ...checks, ...rows, ...end]
    .slice(0, MAX_LINES)
    .map((line) => paint(line, colors))
}

function checkLines({ checks }: Report, messages: DoctorMessages): Line[] {
  const width = Math.max(...Object.values(messages.checks).map((label) => label.length))
  return checks.map(({ name, status, detail }) => {
    const { sign, color } = signs[status]
    const text = `${sign} ${messages.checks[name].padEnd(width)}  ${detail ?? ''}`.trimEnd()
    const colored = status === 'skipped' ? text.length : 1
    return { text, color, colored }
  })
}

/** Where there are several providers: each in a line, as many as fit. */
function providerRows({ providers }: Report, messages: DoctorMessages, room: number): Line[] {
  if (providers.length < 2 || room < 1) return []
  const shown = providers.length <= room ? providers : providers.slice(0, room - 1)
  const width = Math.max(...shown.map(({ provider }) => provider.length))
  const lines = shown.map((state) => ({
    text: `    ${state.provider.padEnd(width)}  ${messages.state(state)}`,
  }))
  const more = providers.length - shown.length
  return more === 0 ? lines : [...lines, { text: `    … ${messages.moreProviders(more)}` }]
}

/** The cause and what to do, or that there is none; then the warnings. */
function conclusion(
  { cause, warnings }: Report,
  messages: DoctorMessages,
  set: (text: string) => string,
): Line[] {
  const paragraph = (label: string, text: string, color: Color): Line[] =>
    wrap(`${set(label)} ${text}`, MAX_WIDTH).map((line, index) =>
      index === 0 ? { text: line, color, colored: label.length } : { text: line },
    )
  const main = cause
    ? [
        ...paragraph(messages.cause, cause.what, 'red'),
        ...paragraph(messages.fix, cause.fix, 'bold'),
      ]
    : [
        {
          text: set(warnings.length > 0 ? messages.usable : messages.healthy),
          color: 'green',
        } as const,
      ]
  const others = warnings.flatMap(({ what }) => paragraph(messages.warning, what, 'yellow'))
  return [{ text: '' }, ...main, ...others]
}

function paint({ text, color, colored }: Line, colors: Colors): string {
  const line = text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH - 1)}…` : text
  if (!color) return line
  const length = colored ?? line.length
  return `${colors[color](line.slice(0, length))}${line.slice(length)}`
}
