import { checkNames, type CheckName, type Diagnosis } from './diagnosis'
import type { Facts } from './facts'
import { judge } from './judge'
import { judges } from './judges'
import { connect } from './probes/connect'
import { findElsewhere } from './probes/find-elsewhere'
import { knock } from './probes/knock'
import { lookUpName } from './probes/look-up-name'
import { openStream } from './probes/open-stream'
import { readPool } from './probes/read-pool'
import { shakeHands, speaksTls } from './probes/shake-hands'
import type { Site } from './probes/site'
import { isRouterAnswer } from './read-answer'

type Probe = (site: Site, facts: Facts) => Promise<Partial<Facts>>

/** What is asked before a check. The others go by what was asked before them. */
const probes: Partial<Record<CheckName, Probe>> = {
  name: async (site) => ({ name: await lookUpName(site) }),
  connection: tryConnection,
  tls: async (site) => ({ tls: await shakeHands(site) }),
  dashboard: knockAndLook,
  secret: readPool,
  stream: async (site, { settings }) => ({
    stream: await openStream(site, settings.address ?? ''),
  }),
}

/** Finds out one thing after the other, up to the first check that fails. */
export async function diagnose(start: Facts, site: Site | null): Promise<Diagnosis> {
  let facts = start
  for (const name of checkNames) {
    if (site) facts = { ...facts, ...(await probes[name]?.(site, facts)) }
    if (judges[name](facts).status === 'failed') break
  }
  return judge(facts)
}

async function tryConnection(site: Site, { name }: Facts): Promise<Partial<Facts>> {
  const connection = await connect(site, { addresses: name?.addresses ?? [] })
  if (connection.open !== null) return { connection }
  return { connection, elsewhere: await findElsewhere(site) }
}

/** What else there is to see where it is not the dashboard that answers. */
async function knockAndLook(site: Site): Promise<Partial<Facts>> {
  const answer = await knock(site)
  if (isRouterAnswer(answer)) return { knock: answer }
  if (answer.kind === 'spoken' && answer.status !== 400) {
    return { knock: answer, elsewhere: await findElsewhere(site) }
  }
  const isPlain = site.endpoint.protocol === 'http:'
  return { knock: answer, speaksTls: isPlain && (await speaksTls(site)) }
}
