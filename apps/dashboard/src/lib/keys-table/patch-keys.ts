import type { KeyFilter, KeyPage, KeySummary, LiveEvent, ManagedKey } from '@itqan/keys-contract'

/** Whether the server would find this key by the filter. */
export function isMatch(key: ManagedKey, { providers, statuses, text }: KeyFilter): boolean {
  if (providers && !providers.includes(key.provider)) return false
  if (statuses && !statuses.includes(key.status)) return false
  if (!text) return true
  const held = [key.name, key.maskedKey, key.quotaPool, key.provider].filter(
    (part) => part !== null,
  )
  return held.join(' ').toLowerCase().includes(text.toLowerCase())
}

export interface PatchedPage {
  page: KeyPage
  /** Its rows are no longer those that belong there: the server knows which do. */
  isBroken: boolean
}

/** Puts what changed in the place of what it was. Rows stay where they are while one reads them. */
export function patchPage(page: KeyPage, event: LiveEvent, filter: KeyFilter): PatchedPage {
  const changed = new Map(event.changed.map((key) => [key.id, key]))
  const removed = new Set(event.removed)
  let hasNews = false
  let isBroken = event.isOverflow
  const rows = page.rows.map((row) => {
    const now = changed.get(row.id)
    if (removed.has(row.id) && !now) isBroken = true
    if (!now) return row
    if (now.provider !== row.provider || !isMatch(now, filter)) isBroken = true
    hasNews = true
    return now
  })
  return { page: hasNews ? { ...page, rows } : page, isBroken }
}

/** How many keys under which headings: while it stands, every row has its place. */
export function shapeOf(summary: KeySummary): string {
  const found = summary.filter(({ matching }) => matching > 0)
  return found.map(({ provider, matching }) => `${provider}:${matching}`).join(' ')
}
