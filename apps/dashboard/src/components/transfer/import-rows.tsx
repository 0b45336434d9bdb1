import { useVirtualizer } from '@tanstack/react-virtual'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import type { PreviewRow } from '../../lib/import/preview'
import { ImportRow } from './import-row'

const ROW_PX = 52

interface ImportRowsProps {
  rows: readonly PreviewRow[]
  isEntries: boolean
}

/** A table of which only what is seen is drawn: it may have thousands of rows. */
export function ImportRows({ rows, isEntries }: ImportRowsProps) {
  const t = useTranslations('import')
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  if (rows.length === 0) {
    return <p className="rounded-md border px-3 py-8 text-center text-ink-soft">{t('none')}</p>
  }
  return (
    <div
      ref={box}
      role="table"
      aria-label={t('table')}
      aria-rowcount={rows.length}
      // Without a control in it, the keyboard could not scroll it.
      tabIndex={0}
      className="h-[min(22rem,45dvh)] overflow-y-auto overscroll-contain rounded-md border"
    >
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 1}
              className="absolute inset-x-0 top-0 border-b"
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              <ImportRow row={row} isEntries={isEntries} />
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}
