import type { AuditFilter, AuditPage } from '@itqan/keys-contract'

const PAGE_SIZE = 50

/** How the audit is read page by page: the server and the browser must ask alike to share an answer. */
export function auditPages(filter: AuditFilter) {
  return {
    input: { filter, limit: PAGE_SIZE },
    paging: { getNextPageParam: ({ next }: AuditPage) => next, initialCursor: null },
  }
}
