/** What `/api/auth` answered. `code` is its own word for what went wrong, if it has one. */
export type AuthAnswer =
  | { ok: true; data: unknown }
  | { ok: false; status: number; code: string | null; minutes: number }

/** As long as failures are counted, for an answer that does not say. */
const USUAL_WAIT_MINUTES = 15

/** Asks one of the dashboard's own routes for people. Nothing of it is kept in a cache. */
export async function postAuth(path: string, body: object): Promise<AuthAnswer> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  if (!response) return { ok: false, status: 0, code: null, minutes: 0 }
  const data: unknown = await response.json().catch(() => null)
  if (response.ok) return { ok: true, data }
  const minutes = minutesIn(response.headers.get('retry-after'))
  return { ok: false, status: response.status, code: codeIn(data), minutes }
}

/** @param retryAfter the header of that name, in seconds. */
export function minutesIn(retryAfter: string | null): number {
  const isSeconds = /^\d{1,9}$/.test(retryAfter ?? '')
  return isSeconds ? Math.max(1, Math.ceil(Number(retryAfter) / 60)) : USUAL_WAIT_MINUTES
}

function codeIn(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('code' in data)) return null
  return typeof data.code === 'string' ? data.code : null
}
