import type { InternalHandlers } from '@itqan/keys-router'

/** What the public port says of the internal API when that has a port of its own: nothing. */
export const elsewhere: InternalHandlers = { trpc: notFound, rest: notFound }

async function notFound(): Promise<Response> {
  return Response.json(
    { error: 'Not found' },
    { status: 404, headers: { 'Cache-Control': 'no-store' } },
  )
}
