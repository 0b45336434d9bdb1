import {
  auditActions,
  auditActorKinds,
  type AuditFilter,
  auditFilterSchema,
  auditOutcomes,
} from '@itqan/keys-contract'

/** A filter as it stands in an address: texts, of which an empty one says nothing. */
export interface FilterParams {
  who: string
  kind: string
  action: string
  outcome: string
  provider: string
  key: string
  address: string
  request: string
  from: string
  to: string
  text: string
}

export const filterParamNames = [
  'who',
  'kind',
  'action',
  'outcome',
  'provider',
  'key',
  'address',
  'request',
  'from',
  'to',
  'text',
] as const satisfies (keyof FilterParams)[]

export const noFilter: FilterParams = {
  who: '',
  kind: '',
  action: '',
  outcome: '',
  provider: '',
  key: '',
  address: '',
  request: '',
  from: '',
  to: '',
  text: '',
}

/** What of an address can be read; the rest is passed over: an address may be old, or typed. */
export function filterOf(params: FilterParams): AuditFilter {
  const filter: Record<string, unknown> = {
    actor: params.who,
    actorKind: oneOf(auditActorKinds, params.kind),
    actions: someOf(auditActions, params.action),
    outcomes: someOf(auditOutcomes, params.outcome),
    provider: params.provider.trim(),
    keyId: params.key.trim(),
    address: params.address,
    requestId: params.request,
    from: dateOf(params.from),
    to: dateOf(params.to),
    text: params.text,
  }
  const named = Object.entries(filter).filter(([, value]) => value && !isEmpty(value))
  const readable = named.filter(([name, value]) => isReadable(name, value))
  return auditFilterSchema.parse(Object.fromEntries(readable))
}

const isReadable = (name: string, value: unknown): boolean =>
  auditFilterSchema.safeParse({ [name]: value }).success

const isEmpty = (value: unknown): boolean =>
  (Array.isArray(value) && value.length === 0) || (typeof value === 'string' && value.trim() === '')

const oneOf = <T extends string>(all: readonly T[], word: string): T | undefined =>
  all.find((one) => one === word)

const someOf = <T extends string>(all: readonly T[], words: string): T[] => {
  const chosen = new Set(words.split(','))
  return all.filter((one) => chosen.has(one))
}

function dateOf(text: string): Date | undefined {
  const date = new Date(text)
  return text === '' || Number.isNaN(date.getTime()) ? undefined : date
}

/** The same as a query, `?key=…&outcome=refused`, or nothing. */
export function filterQuery(params: FilterParams): string {
  const set = filterParamNames.flatMap((name) => (params[name] ? [[name, params[name]]] : []))
  return set.length === 0 ? '' : `?${new URLSearchParams(set)}`
}

/** Reads a query back. */
export function paramsOf(query: URLSearchParams): FilterParams {
  const params = { ...noFilter }
  for (const name of filterParamNames) params[name] = query.get(name) ?? ''
  return params
}
