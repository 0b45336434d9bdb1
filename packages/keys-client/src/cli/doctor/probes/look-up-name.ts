import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { NameFact } from '../facts'
import { hostOf } from '../endpoint'
import { bounded, codeOf, type Site } from './site'

/** What the host's name stands for, asked as every program of this machine asks. */
export async function lookUpName(site: Site): Promise<NameFact> {
  const host = hostOf(site.endpoint)
  if (isIP(host)) return { addresses: [host], code: null }
  try {
    const found = await bounded(site, () => lookup(host, { all: true }))
    if (!found) return { addresses: [], code: 'ETIMEOUT' }
    return { addresses: found.map(({ address }) => address), code: null }
  } catch (error) {
    site.signal.throwIfAborted()
    return { addresses: [], code: codeOf(error) }
  }
}
