import type { Call } from './call'
import type { Protocol, Route } from './protocol'
import { protocols } from './protocols/all'
import { geminiProtocol } from './protocols/gemini'

/** Who answers a call, and as what. */
export interface Target {
  protocol: Protocol
  /** `null` when the provider serves nothing there. */
  route: Route | null
  /** `null` when the address names none. */
  model: string | null
}

/** Finds a call's provider: the one its path begins with, else the first to know the path. */
export function findRoute({ method, path }: Call): Target {
  const named = protocols.find(({ provider }) => path.startsWith(`/${provider}/`))
  const below = named ? path.slice(named.provider.length + 1) : path
  for (const protocol of named ? [named] : protocols) {
    for (const route of protocol.routes) {
      const match = method === 'POST' ? route.pattern.exec(below) : null
      if (match) return { protocol, route, model: match.groups?.['model'] ?? null }
    }
  }
  return { protocol: named ?? geminiProtocol, route: null, model: null }
}
