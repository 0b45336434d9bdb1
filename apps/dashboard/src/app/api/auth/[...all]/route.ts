import { cappedRequest } from '@itqan/keys-router'
import { getRuntime } from '../../../../server/runtime'

async function handle(request: Request): Promise<Response> {
  const capped = await cappedRequest(request).catch(() => null)
  // Nobody needs 64 KB to sign in.
  if (!capped) return Response.json({ message: 'The request body is too large' }, { status: 413 })
  return getRuntime().auth.handler(capped)
}

export { handle as GET, handle as POST }
