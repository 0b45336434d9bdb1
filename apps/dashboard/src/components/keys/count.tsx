import { useFormatter } from 'next-intl'

export function Count({ value }: { value: number }) {
  const format = useFormatter()
  // The font draws French's narrow space too thin to part the thousands.
  return format.number(value).replaceAll('\u202f', '\u00a0')
}
