import { useTranslations } from 'next-intl'

interface FiguresTableProps {
  caption: string
  head: readonly string[]
  /** The first of a row is what the rest is about. */
  rows: readonly (readonly string[])[]
}

/** What a chart draws, in figures: for who does not see it, and for who wants to know. */
export function FiguresTable({ caption, head, rows }: FiguresTableProps) {
  const t = useTranslations('usage')
  return (
    <details className="mt-2">
      <summary className="w-fit cursor-pointer rounded-sm text-xs text-ink-soft hover:text-ink">
        {t('figures')}
      </summary>
      {/* Focusable, so that arrows scroll it. */}
      <div
        role="region"
        aria-label={caption}
        tabIndex={0}
        className="mt-2 max-h-72 overflow-auto rounded-md border"
      >
        <table className="w-full text-[13px]">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {head.map((name, column) => (
                <th
                  key={name}
                  scope="col"
                  className={`sticky top-0 bg-sunken px-3 py-1.5 font-medium whitespace-nowrap ${column === 0 ? 'text-start' : 'text-end'}`}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...values]) => (
              <tr key={name} className="border-t">
                <th scope="row" className="px-3 py-1 text-start font-normal whitespace-nowrap">
                  {name}
                </th>
                {values.map((value, column) => (
                  <td key={head[column + 1]} className="px-3 py-1 text-end">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
