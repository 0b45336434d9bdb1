/** Stands above a value on a phone, where the column's heading is not seen. */
export function CellLabel({ text }: { text: string }) {
  return (
    <span aria-hidden className="block truncate text-xs text-ink-soft lg:hidden">
      {text}
    </span>
  )
}
