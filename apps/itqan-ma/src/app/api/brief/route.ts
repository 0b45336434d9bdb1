import { getEnv } from '../../../env'
import { getKeysClient } from '../../../lib/api-keys'
import { handleBrief } from '../../../lib/brief/handle-brief'
import { defaultTimeouts } from '../../../lib/brief/limits'
import { consoleLog } from '../../../lib/log'

export function POST(request: Request): Promise<Response> {
  return handleBrief(request, {
    keys: getKeysClient(),
    gemini: getEnv().gemini,
    log: consoleLog,
    timeouts: defaultTimeouts,
  })
}
