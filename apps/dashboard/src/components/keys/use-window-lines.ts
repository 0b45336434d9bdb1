import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { lineAt, type TableLayout } from '../../lib/keys-table/table-layout'
import { withLines } from '../../lib/keys-table/with-lines'
import { LINE_HEIGHTS } from './table-grid'
import type { TableLines } from './table-lines'
import { useIsDesk } from './use-is-desk'

/** The server cannot know the window: it draws what a desk shows at first. */
const FIRST_WINDOW = { width: 1280, height: 900 }

/** Of a long table the lines in the window are drawn, and some around it. */
export function useWindowLines(
  layout: TableLayout,
  body: RefObject<HTMLDivElement | null>,
): TableLines {
  const isDesk = useIsDesk()
  const [scrollMargin, setScrollMargin] = useState(0)
  const kept = useRef<number | null>(null)
  useLayoutEffect(() => {
    const measure = () => {
      const top = (body.current?.getBoundingClientRect().top ?? 0) + window.scrollY
      setScrollMargin(Math.round(top))
    }
    measure()
    // What stands above the table may grow or shrink, as filters wrap.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [body])
  const first = useRef(0)
  const virtualizer = useWindowVirtualizer({
    count: layout.lines,
    scrollMargin,
    // What is above a line is covered by the headings.
    scrollPaddingStart: 90,
    overscan: 6,
    initialRect: FIRST_WINDOW,
    estimateSize: (line) => {
      if (lineAt(layout, line)?.kind === 'group') return LINE_HEIGHTS.group
      return isDesk ? LINE_HEIGHTS.row : LINE_HEIGHTS.card
    },
    rangeExtractor: (range) => {
      first.current = range.startIndex
      const heading = lineAt(layout, range.startIndex)?.group.line
      // The heading stays in sight, and the line that has the focus must not vanish under it.
      return withLines(range, [heading, kept.current])
    },
  })
  // The heading that stays at the top.
  const stickyLine = lineAt(layout, first.current)?.group.line
  const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {}
  return {
    drawn: virtualizer.getVirtualItems().map(({ index, start }) => ({
      line: index,
      top: index === stickyLine ? null : start - scrollMargin,
    })),
    visible: { first: startIndex, last: endIndex },
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    scrollTo: (line) => virtualizer.scrollToIndex(line, { align: 'auto' }),
    keep: (line) => {
      kept.current = line
    },
  }
}
