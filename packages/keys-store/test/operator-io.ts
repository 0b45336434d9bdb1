import pc from 'picocolors'
import { expect } from 'vitest'
import type { Io } from '../src/operator/io'
import { run } from '../src/operator/run'
import { CANARY } from './guide-table'

export interface Told {
  code: number
  out: string
  err: string
}

type Setting = Partial<Pick<Io, 'env' | 'language' | 'ask' | 'cwd' | 'signal'>>

/** An operator's command in this process. What it prints is searched for keys, and for passwords. */
export async function operate(argv: readonly string[], setting: Setting = {}): Promise<Told> {
  const told = { out: '', err: '' }
  const io: Io = {
    env: {},
    cwd: '/nonexistent',
    dataDir: '/nonexistent/data/postgres',
    user: 'tester',
    language: 'en',
    colors: pc.createColors(false),
    out: (line) => void (told.out += `${line}\n`),
    err: (line) => void (told.err += `${line}\n`),
    screen: null,
    ask: null,
    signal: new AbortController().signal,
    ...setting,
  }
  const code = await run(io, argv)
  expect(`${told.out}${told.err}`).not.toContain(CANARY)
  expect(`${told.out}${told.err}`).not.toContain('hunter2')
  return { code, ...told }
}

/** Spaces that no line breaks at, as ordinary ones. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
