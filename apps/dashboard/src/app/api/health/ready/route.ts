import { readyAnswer } from '@itqan/life-cycle'
import { getRuntime } from '../../../../server/runtime'

/** Whether requests are to be sent here. */
export async function GET(): Promise<Response> {
  return readyAnswer(await getRuntime().readiness())
}

export const dynamic = 'force-dynamic'
