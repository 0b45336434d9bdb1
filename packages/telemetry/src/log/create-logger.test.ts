import { describe, expect, it } from 'vitest'
import { createLogger, type LoggerOptions } from './create-logger'

function setUp(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = []
  const to = { write: (line: string) => void lines.push(line) }
  return { lines, log: createLogger({ level: 'info', ...options, to }) }
}

const only = (lines: string[]): unknown => {
  expect(lines).toHaveLength(1)
  return JSON.parse(lines.join(''))
}

describe('a line of the log', () => {
  it('is JSON with the level by name, the time and the message', () => {
    const { lines, log } = setUp()
    log.error('audit cannot be written', { code: 'E1', missing: undefined })
    expect(only(lines)).toEqual({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
      code: 'E1',
      message: 'audit cannot be written',
    })
    expect(lines[0]?.endsWith('}\n')).toBe(true)
  })

  it('is not written below the level', () => {
    const { lines, log } = setUp({ level: 'warn' })
    log.info('a')
    log.debug('b')
    log.warn('c')
    expect(only(lines)).toMatchObject({ level: 'warn', message: 'c' })
  })

  it('names an error with its code and all that led to it', () => {
    const first = Object.assign(new Error('connect to postgresql://app:canary@10.0.0.7/keys'), {
      code: 'ECONNREFUSED',
    })
    let cause = first
    for (let depth = 0; depth < 12; depth += 1) cause = new Error('then', { cause }) as typeof first
    const { lines, log } = setUp()
    log.error('procedure failed', { cause })
    expect(lines[0]).toContain('"code":"ECONNREFUSED"')
    expect(lines[0]).toContain('app:[redacted]@10.0.0.7')
    expect(lines[0]).not.toContain('canary')
  })
})

describe('a secret', () => {
  it.each([
    ['in the message', (log: ReturnType<typeof setUp>['log'], text: string) => log.error(text)],
    ['in a field', (log, text) => log.error('m', { text })],
    ['in the name of a field', (log, text) => log.error('m', { [text]: 1 })],
    ['in an error', (log, text) => log.error('m', { cause: new Error(text) })],
    ['deep in a field', (log, text) => log.error('m', { a: [{ b: { c: [text] } }] })],
    [
      'in what JSON makes of an object',
      (log, text) => log.error('m', { a: { toJSON: () => text } }),
    ],
  ] satisfies [string, (log: ReturnType<typeof setUp>['log'], text: string) => void][])(
    'is taken out %s',
    (_where, tell) => {
      const known = 'with-"quotes"-and\\-CANARY'
      const { lines, log } = setUp({ known: [known] })
      tell(log, 'AIzaSyCANARY-0123456789 and sk-CANARY-0123456789')
      tell(log, 'Authorization: Bearer itqan-ma:CANARY-0123456789')
      tell(log, known)
      expect(lines).toHaveLength(3)
      for (const line of lines) {
        expect(line).not.toContain('CANARY')
        expect(() => JSON.parse(line) as unknown).not.toThrow()
      }
    },
  )

  it('is taken out of fields that hold one by their name, whatever it looks like', () => {
    const { lines, log } = setUp()
    log.error('m', {
      authorization: 'canary',
      headers: { cookie: 'canary', 'x-api-key': 'canary' },
      request: { headers: { authorization: 'canary', 'set-cookie': 'canary' }, password: 'canary' },
    })
    expect(lines.join('')).not.toContain('canary')
    expect(only(lines)).toMatchObject({ headers: { cookie: '[redacted]' } })
  })

  it('is taken out of the line that is written, by whoever knows more', () => {
    const { lines, log } = setUp({ redact: (line) => line.replaceAll('mistral-canary', '[key]') })
    log.info('no mistral-canary', { a: 'mistral-canary' })
    expect(only(lines)).toMatchObject({ message: 'no [key]', a: '[key]' })
  })
})

describe('what cannot be told', () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular

  it.each([
    ['a circle', circular],
    ['a bigint', 1n],
    ['a symbol', Symbol('CANARY')],
    ['a function', () => 'CANARY'],
  ])('takes no other field with it: %s', (_name, cause) => {
    const { lines, log } = setUp()
    log.error('m', { errorId: 'E1', cause })
    expect(lines.join('')).not.toContain('CANARY')
    expect(only(lines)).toMatchObject({ errorId: 'E1', message: 'm' })
  })
})
