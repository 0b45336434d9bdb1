import { useFormatter } from 'next-intl'
import { useNow } from '../components/keys/now'

/** « dans 7 jours », « il y a 3 minutes »: within a sentence, before and after now. */
export function useWhen(): (at: Date) => string {
  const now = useNow()
  const format = useFormatter()
  return (at) => format.relativeTime(at, now)
}
