import {
  type KeyFilter,
  type KeyPageInput,
  type KeySort,
  keySorts,
  keyStatuses,
} from '@itqan/keys-contract'

/** As many rows are asked for at once. */
export const PAGE_SIZE = 100

/** As `providerSchema` has it, whose library the page does without. */
const providerName = /^[a-z0-9][a-z0-9-]{0,39}$/

/** What the table shows and in which order, as the address has it. */
export interface TableParams {
  q: string
  provider: string[]
  status: NonNullable<KeyFilter['statuses']>
  sort: KeySort
}

export const defaultParams: TableParams = {
  q: '',
  provider: [],
  status: [],
  sort: { by: 'name', isDescending: false },
}

/** Reads an address, and believes of it only what could be true. */
export function readParams(address: { get(name: string): string | null }): TableParams {
  const list = (name: string) => [...new Set((address.get(name) ?? '').split(','))]
  return {
    q: address.get('q') ?? defaultParams.q,
    provider: list('provider').filter((name) => providerName.test(name)),
    status: list('status').flatMap((text) => keyStatuses.find((status) => status === text) ?? []),
    sort: readSort(address.get('sort') ?? '') ?? defaultParams.sort,
  }
}

/** `errors` for upwards, `-errors` for downwards. */
function readSort(text: string): KeySort | null {
  const isDescending = text.startsWith('-')
  const by = keySorts.find((sort) => sort === text.slice(isDescending ? 1 : 0))
  return by ? { by, isDescending } : null
}

/** The search of an address with these choices in it. What is as it was from the start is left out. */
export function withParams(search: string, params: TableParams): string {
  const next = new URLSearchParams(search)
  const unchosen = textsOf(defaultParams)
  for (const [name, text] of Object.entries(textsOf(params))) {
    if (text === unchosen[name]) next.delete(name)
    else next.set(name, text)
  }
  // People read addresses, and a comma means nothing else there.
  return next.toString().replaceAll('%2C', ',')
}

function textsOf({ q, provider, status, sort }: TableParams): Record<string, string> {
  return {
    q,
    provider: provider.join(','),
    status: status.join(','),
    sort: `${sort.isDescending ? '-' : ''}${sort.by}`,
  }
}

/** What is not asked for is left out, so that the server's and the browser's questions are the same. */
export function filterOf({ q, provider, status }: Omit<TableParams, 'sort'>): KeyFilter {
  const text = q.trim().slice(0, 200)
  return {
    ...(provider.length > 0 && { providers: provider.slice(0, 100) }),
    ...(status.length > 0 && { statuses: status }),
    ...(text && { text }),
  }
}

export function isUnfiltered(filter: KeyFilter): boolean {
  return Object.keys(filter).length === 0
}

export function pageInput(filter: KeyFilter, sort: KeySort, page: number): KeyPageInput {
  return { ...filter, sort, cursor: page * PAGE_SIZE, limit: PAGE_SIZE }
}
