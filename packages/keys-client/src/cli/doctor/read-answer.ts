import superjson from 'superjson'
import { isRecord } from '../../outcome/guards'
import type { Answer } from './facts'
import { printable } from '../printable'

/** An error in the router's own shape. */
export interface RouterError {
  httpStatus: number
  reason: string | null
  errorId: string | null
}

/** `null` for what the router would not say. */
export function routerErrorIn(answer: Answer): RouterError | null {
  if (answer.kind !== 'spoken') return null
  const data = at(answer.json, ['error', 'json', 'data'])
  if (!isRecord(data) || typeof data['code'] !== 'string') return null
  const { httpStatus, reason, errorId } = data
  if (typeof httpStatus !== 'number') return null
  return { httpStatus, reason: textIn(reason), errorId: textIn(errorId) }
}

/** Whether a call without the secret met our dashboard: only that refuses in its words. */
export function isRouterAnswer(answer: Answer): boolean {
  return routerErrorIn(answer)?.httpStatus === 401
}

/** What the router gave; `undefined` for anything else. */
export function resultIn(answer: Answer): unknown {
  if (answer.kind !== 'spoken' || answer.status !== 200) return undefined
  const data = at(answer.json, ['result', 'data'])
  if (!isRecord(data) || !('json' in data)) return undefined
  try {
    return superjson.deserialize(data as unknown as Parameters<typeof superjson.deserialize>[0])
  } catch {
    return undefined
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value)
}

const textIn = (value: unknown): string | null =>
  typeof value === 'string' ? printable(value, 64) : null
