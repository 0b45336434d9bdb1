import { readyAnswer } from '@itqan/life-cycle'
import { getReadiness } from '../../../../lib/life/readiness'

/** Whether visitors are to be sent here. */
export async function GET(): Promise<Response> {
  return readyAnswer(await getReadiness())
}

export const dynamic = 'force-dynamic'
