import pc from 'picocolors'
import { expect } from 'vitest'
import { type DoctorOptions, runDoctor } from '../../src/cli/doctor/doctor-command'
import type { Io } from '../../src/cli/io'
import type { Language } from '../../src/cli/language'
import { SECRET } from '../scripted-dashboard'

/** What `--json` prints, as far as tests read it. */
export interface DoctorJson {
  ok: boolean
  cause: string | null
  message: string | null
  fix: string | null
  details: Record<string, unknown> | null
  address: string | null
  warnings: { code: string; message: string }[]
  checks: { name: string; status: string; detail: string | null }[]
  providers: { provider: string; ready: number; resting: number; disabled: number | null }[]
}

export interface Examined {
  json: DoctorJson
  /** The screen, its lines in one text, without line breaks inside a sentence. */
  en: string
  fr: string
}

interface Patient extends Omit<DoctorOptions, 'json'> {
  env?: Record<string, string | undefined>
  signal?: AbortSignal
}

/** What a command prints to a terminal of this language, and how it ends. */
export async function runFor(language: Language, patient: Patient & { json?: boolean }) {
  const { env, signal = new AbortController().signal, ...options } = patient
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    env: { INTERNAL_API_SECRET: SECRET, ...env },
    childEnv: {},
    cwd: '/',
    language,
    colors: pc.createColors(false),
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    signal,
  }
  const exitCode = await runDoctor(io, options)
  expect(err).toEqual([])
  return { exitCode, out }
}

/** Runs the doctor as a person and as a script does, in both languages, and holds it to its promises. */
export async function examine(patient: Patient): Promise<Examined> {
  const script = await runFor('en', { ...patient, json: true })
  const json = JSON.parse(script.out.join('\n')) as DoctorJson
  const screens = { en: await runFor('en', patient), fr: await runFor('fr', patient) }
  for (const { exitCode, out } of [script, screens.en, screens.fr]) {
    expect(exitCode).toBe(json.cause === null ? 0 : 1)
    expectNoSecret(out.join('\n'), patient)
  }
  for (const { out } of [screens.en, screens.fr]) {
    expect(out.length).toBeLessThanOrEqual(24)
    expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(100)
  }
  expect(json.ok).toBe(json.cause === null)
  expectSkippedAfterFailure(json)
  const [en, fr] = [oneText(screens.en.out), oneText(screens.fr.out)]
  if (json.message !== null) {
    const sentences = `Cause: ${json.message} What to do: ${json.fix ?? ''}`
    expect(withoutIds(en)).toContain(withoutIds(sentences))
    expect(fr).toMatch(/Cause : .+ À faire : .+/)
    expect(fr).not.toContain(json.message)
  }
  return { json, en, fr }
}

export const checkOf = (json: DoctorJson, name: string) =>
  json.checks.find((check) => check.name === name)

/** Each failure of a dashboard has an id of its own. */
const withoutIds = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')

function oneText(lines: readonly string[]): string {
  return lines.join(' ').replaceAll('\u00A0', ' ')
}

function expectNoSecret(text: string, { env }: Patient): void {
  expect(text).not.toContain(SECRET)
  expect(text).not.toContain('AIza-')
  const own = env?.['INTERNAL_API_SECRET']
  if (own) expect(text).not.toContain(own)
}

function expectSkippedAfterFailure({ checks, cause }: DoctorJson): void {
  const failure = checks.findIndex(({ status }) => status === 'failed')
  expect(failure === -1).toBe(cause === null)
  // A clock is a cause only when every other check was made.
  if (failure === -1 || cause === 'clock_off') return
  const later = checks.slice(failure + 1)
  expect(later.every(({ status, detail }) => status === 'skipped' && detail === null)).toBe(true)
}
