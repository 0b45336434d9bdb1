import { createHash } from 'node:crypto'
import type { AuditEvent } from '@itqan/keys-router'

export const event = (rest: Partial<AuditEvent> = {}): AuditEvent => ({
  actor: { kind: 'app', name: 'itqan-ma' },
  address: '127.0.0.1',
  requestId: 'request-1',
  action: 'keys.list',
  outcome: 'ok',
  provider: 'gemini',
  keyIds: ['key-1', 'key-2'],
  detail: null,
  ...rest,
})

/** So many ids, the same each time. */
export const manyIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => createHash('md5').update(String(index)).digest('hex'))
