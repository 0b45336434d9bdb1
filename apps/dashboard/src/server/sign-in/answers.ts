import type { ZodType } from 'zod'

/** Nothing that is said here is kept on its way. */
export function uncached(response: Response): Response {
  response.headers.set('Cache-Control', 'no-store')
  return response
}

export function answer(body: object): Response {
  return uncached(Response.json(body))
}

export function refuse(
  status: number,
  message: string,
  fields: Record<string, string> = {},
): Response {
  return uncached(Response.json({ message, ...fields }, { status }))
}

export function tooMany(retryAfterMs: number): Response {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
  const response = refuse(429, 'Too many attempts: try again after the time that Retry-After says')
  response.headers.set('Retry-After', String(seconds))
  return response
}

/** A request's JSON as the schema wants it; `null` for anything else. */
export async function bodyOf<T>(request: Request, schema: ZodType<T>): Promise<T | null> {
  const parsed = schema.safeParse(await request.json().catch(() => null))
  return parsed.success ? parsed.data : null
}
