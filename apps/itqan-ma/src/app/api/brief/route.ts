import { after } from 'next/server'
import { getEnv } from '../../../env'
import { getKeysClient } from '../../../lib/api-keys'
import { handleBrief } from '../../../lib/brief/handle-brief'
import { defaultTimeouts } from '../../../lib/brief/limits'
import { consoleLog } from '../../../lib/log'

export function POST(request: Request): Promise<Response> {
  const keys = getKeysClient()
  // A server that is told to stop waits for this: the use is counted before the process ends.
  after(() => keys.reported())
  return handleBrief(request, {
    keys,
    gemini: getEnv().gemini,
    log: consoleLog,
    timeouts: defaultTimeouts,
  })
}
