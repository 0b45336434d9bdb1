'use client'

import type { KeyFilter, KeySort } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { ReactNode, RefObject } from 'react'
import { lineAt, pagesBetween, type TableLayout } from '../../lib/keys-table/table-layout'
import { PAGE_SIZE } from '../../lib/keys-table/table-params'
import { cn } from '../../lib/cn'
import { GroupLine } from './group-line'
import { KeyLine } from './key-line'
import { PageFailure } from './page-failure'
import { SelectAll } from './select-all'
import { lineGrid } from './table-grid'
import { TableHead } from './table-head'
import type { DrawnLine, TableLines } from './table-lines'
import { useKeyRows } from './use-key-table'
import { useLineKeys } from './use-line-keys'
import { useSelectKeys } from './use-select-keys'
import { useSettled } from './use-settled'
import { WaitingLine } from './waiting-line'

/** Lines before and after the drawn ones whose page is asked for ahead. */
const AHEAD = 40

/** Pages that are only flown over are not asked for: so long one must stay, in milliseconds. */
const SETTLE_MS = 80

export interface KeysTableProps {
  layout: TableLayout
  filter: KeyFilter
  sort: KeySort
  onSort(sort: KeySort): void
  isLive: boolean
}

interface DrawnTableProps extends KeysTableProps {
  lines: TableLines
  body: RefObject<HTMLDivElement | null>
}

export function DrawnTable({ lines, body, ...props }: DrawnTableProps) {
  const { layout, filter, sort, onSort, isLive } = props
  const t = useTranslations('keys')
  const { table, onKeyDown } = useLineKeys({ lines: layout.lines, scrollTo: lines.scrollTo })
  const { onSelect, selectAll } = useSelectKeys({ filter, sort })
  const pages = useSettled(pagesAround(layout, lines.visible), SETTLE_MS)
  const rows = useKeyRows({ filter, sort, isLive, layout, pages: toPages(pages) })

  function contentOf(line: number): ReactNode {
    const found = lineAt(layout, line)
    if (found?.kind === 'group') return <GroupLine counts={found.group.counts} />
    const key = found && rows.at(found.position)
    if (!found || !key) return <WaitingLine />
    return <KeyLine managedKey={key} position={found.position} onSelect={onSelect} />
  }

  function lineProps({ line, top }: DrawnLine) {
    const isGroup = lineAt(layout, line)?.kind === 'group'
    return {
      role: 'row',
      'aria-rowindex': line + 2,
      'data-line': line,
      'data-index': line,
      tabIndex: -1,
      ref: lines.measure,
      className: cn(
        // Below the headings that stay in sight, when it is scrolled to.
        isGroup ? 'z-10' : cn(lineGrid, 'min-h-15 scroll-mt-24 border-b py-3 lg:py-1.5'),
        top !== null && 'absolute inset-x-0 top-0',
        isGroup && top === null && 'sticky top-9',
      ),
      ...(top !== null && { style: { transform: `translateY(${top}px)` } }),
    }
  }

  return (
    <>
      {rows.error ? <PageFailure error={rows.error} onRetry={rows.retry} /> : null}
      <div
        ref={table}
        role="table"
        aria-label={t('caption')}
        aria-rowcount={layout.lines + 1}
        aria-colcount={12}
        className="mt-4"
        onKeyDown={onKeyDown}
        onFocus={({ target }) => lines.keep(lineHolding(target))}
        onBlur={() => lines.keep(null)}
      >
        <TableHead
          sort={sort}
          onSort={onSort}
          selectAll={<SelectAll count={layout.keys} onSelectAll={selectAll} />}
        />
        <div
          ref={body}
          role="rowgroup"
          className="relative"
          {...(lines.height !== null && { style: { height: lines.height } })}
        >
          {lines.drawn.map((drawn) => (
            <div key={keyOf(drawn.line)} {...lineProps(drawn)}>
              {contentOf(drawn.line)}
            </div>
          ))}
        </div>
      </div>
    </>
  )

  /** A key's own line goes with it; one that waits has only its place. */
  function keyOf(line: number): string {
    const found = lineAt(layout, line)
    if (found?.kind === 'group') return `group ${found.group.counts.provider}`
    return `line ${line}`
  }
}

/** As text: a list of the same pages must be the same value. */
function pagesAround(layout: TableLayout, { first, last }: TableLines['visible']): string {
  const around = { first: Math.max(0, first - AHEAD), last: last + AHEAD, size: PAGE_SIZE }
  return pagesBetween(layout, around).join(' ')
}

function toPages(text: string): number[] {
  return text ? text.split(' ').map(Number) : []
}

function lineHolding(target: EventTarget): number | null {
  const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-line]') : null
  return row ? Number(row.dataset['line']) : null
}
