import { createUIMessageStreamResponse } from 'ai'
import type { BriefDeps } from './ports'
import { readJsonBody } from './read-body'
import { briefRequestSchema, type RefusalCode } from './request'
import { streamBrief } from './stream-brief'

const headers = { 'Cache-Control': 'no-store' }

/** Answers `POST /api/brief`: a UI message stream, or a code that says why there is none. */
export async function handleBrief(request: Request, deps: BriefDeps): Promise<Response> {
  const body = await readJsonBody(request)
  if (body.kind === 'too_large') return refuse(413, 'too_large')
  if (body.kind === 'invalid') return refuse(400, 'invalid')
  const parsed = briefRequestSchema.safeParse(body.value)
  if (!parsed.success) return refuse(400, 'invalid')
  const answer = await streamBrief(deps, { ...parsed.data, signal: request.signal })
  switch (answer.kind) {
    case 'brief':
      return createUIMessageStreamResponse({ stream: answer.stream, headers })
    case 'unavailable':
      return refuse(503, 'unavailable')
    case 'refused':
      return refuse(422, 'refused')
    case 'aborted':
      // Nobody reads it: the visitor is gone.
      return new Response(null, { status: 499, headers })
    default:
      return answer satisfies never
  }
}

function refuse(status: number, code: RefusalCode): Response {
  return Response.json({ code }, { status, headers })
}
