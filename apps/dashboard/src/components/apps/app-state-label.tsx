import type { ConsumerApp } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { type AppState, appState } from '../../lib/apps/app-state'
import { cn } from '../../lib/cn'
import { Moment } from '../keys/moment'
import { useNow } from '../keys/now'

const dots: Record<AppState, string> = {
  connected: 'bg-accent',
  silent: 'bg-line-strong',
  never: 'border-2 border-line-strong',
  removed: 'border-2 border-line',
  elsewhere: 'border-2 border-accent',
}

/** How an app is doing, in a dot and in words. */
export function AppStateLabel({ app, since }: { app: ConsumerApp; since: Date }) {
  const t = useTranslations('apps.states')
  const state = appState(app, { since, now: useNow() })
  const { lastSeenAt } = app
  const moment = () => (lastSeenAt ? <Moment at={lastSeenAt} /> : null)
  return (
    <span className="flex items-baseline gap-2" data-state={state}>
      <span aria-hidden className={cn('size-2 shrink-0 rounded-full', dots[state])} />
      <span className={state === 'connected' ? 'font-medium' : 'text-ink-soft'}>
        {t.rich(state, { moment })}
      </span>
    </span>
  )
}
