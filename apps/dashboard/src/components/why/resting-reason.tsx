import type { ExplainedRest, WhyInput, WhyKey } from '@itqan/keys-contract'
import { useLocale, useTranslations } from 'next-intl'
import { inSentence } from '../../lib/in-sentence'
import { relativeTime } from '../../lib/relative-time'
import { useTimeZone } from '../../lib/use-time-zone'
import { timeLeft } from '../../lib/why/time-left'
import { useNow } from '../keys/now'
import { ClearRest } from './clear-rest'
import { LastFailure } from './last-failure'

interface RestingReasonProps {
  item: WhyKey
  input: WhyInput
  mayClear: boolean
}

/** What keeps a key back, until when, and who told of it. */
export function RestingReason({ item, input, mayClear }: RestingReasonProps) {
  return (
    <>
      {item.rests.map((rest) => (
        <Rest key={`${rest.scope} ${rest.model ?? ''}`} rest={rest} pool={item.quotaPool} />
      ))}
      <LastFailure item={item} />
      {mayClear ? <ClearRest item={item} model={input.model} /> : null}
    </>
  )
}

function Rest({ rest, pool }: { rest: ExplainedRest; pool: string | null }) {
  const t = useTranslations('why')
  const causes = useTranslations('outcomes')
  const locale = useLocale()
  const now = useNow()
  const time = useClock()
  const left = timeLeft({ until: rest.until, now, locale })
  const words = {
    left,
    cause: inSentence(causes(rest.outcome), locale),
    scope: t(scopeOf(rest), { pool: `\u2068${pool ?? ''}\u2069` }),
  }
  const at = time(rest.until, now)
  return (
    <p className="max-w-3xl">
      <span className="font-medium">
        {at ? t('rest.until', { time: at, ...words }) : t('rest.left', words)}
      </span>{' '}
      {rest.source ? <Told source={rest.source} /> : null}
    </p>
  )
}

/** The message that names what rests. */
function scopeOf({ scope, model }: ExplainedRest) {
  if (scope === 'pool_model') return model === null ? 'scope.pool' : 'scope.pool_model'
  return `scope.${scope}` as const
}

function Told({ source: { app, at } }: { source: NonNullable<ExplainedRest['source']> }) {
  const t = useTranslations('why.rest')
  const locale = useLocale()
  const when = relativeTime({ at, now: useNow(), locale })
  return (
    <span className="text-ink-soft">
      {app ? t('told', { app: `\u2068${app}\u2069`, when }) : t('toldUnnamed', { when })}
    </span>
  )
}

/** The person's own clock: with the date where it is another day's; `null` until it is known. */
function useClock(): (at: Date, now: Date) => string | null {
  const locale = useLocale()
  const timeZone = useTimeZone()
  return (at, now) => {
    if (!timeZone) return null
    const day = (date: Date) => date.toLocaleDateString(locale, { timeZone })
    const isToday = day(at) === day(now)
    return isToday
      ? at.toLocaleTimeString(locale, { timeStyle: 'short', timeZone })
      : at.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  }
}
