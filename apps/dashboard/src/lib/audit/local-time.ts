/** A moment as a field for a date and a time takes it, on the browser's own clock; '' for none. */
export function toLocalTime(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return ''
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** What such a field says, as the moment that it is everywhere; '' for none. */
export function fromLocalTime(local: string): string {
  const date = new Date(local)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}
