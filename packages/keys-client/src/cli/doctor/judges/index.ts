import type { CheckName, Finding } from '../diagnosis'
import type { Facts } from '../facts'
import { judgeDashboard, judgeDatabase, judgeSecret } from './judge-answers'
import { judgeClock } from './judge-clock'
import { judgeKeys, judgeProvider, judgeRests } from './judge-pool'
import { judgeStream } from './judge-stream'
import { judgeConnection, judgeName, judgeSettings, judgeTls } from './judge-way'

/** What each check makes of the facts. None of them asks anyone anything. */
export const judges: Readonly<Record<CheckName, (facts: Facts) => Finding>> = {
  settings: judgeSettings,
  name: judgeName,
  connection: judgeConnection,
  tls: judgeTls,
  dashboard: judgeDashboard,
  secret: judgeSecret,
  database: judgeDatabase,
  clock: judgeClock,
  provider: judgeProvider,
  keys: judgeKeys,
  rests: judgeRests,
  stream: judgeStream,
}
