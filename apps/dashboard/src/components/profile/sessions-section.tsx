import type { OwnSession } from '@itqan/keys-contract'
import { MonitorIcon, SmartphoneIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { deviceOf } from '../../lib/device'
import { shortAddress } from '../../lib/short-address'
import { failureOf } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useHydrated } from '../../lib/use-hydrated'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { useWhen } from '../../lib/use-when'
import { useTRPCClient } from '../../trpc/client'
import { useFailureText } from '../shell/use-failure-text'
import { Button } from '../ui/button'
import { Section } from './section'
import { useRefreshProfile } from './use-profile'

/** Ends sessions, and says so. They are over at once, wherever they are open. */
function useEndSessions() {
  const { profile } = useTRPCClient()
  const refresh = useRefreshProfile()
  const failureText = useFailureText()
  const once = useOneAtATime()
  return (job: (api: typeof profile) => Promise<void>, done: string) =>
    void once(async () => {
      await job(profile).then(
        () => toast(done),
        (error: unknown) => toast.error(failureText(failureOf(error))),
      )
      await refresh()
    })
}

export function SessionsSection({ sessions }: { sessions: OwnSession[] }) {
  const t = useTranslations('profile.sessions')
  const hydrated = useHydrated()
  const end = useEndSessions()
  const endOthers = () => end((api) => api.endOtherSessions.mutate(), t('othersEnded'))
  return (
    <Section
      title={t('title')}
      intro={t('intro')}
      action={
        sessions.length > 1 ? (
          <Button variant="outline" disabled={!hydrated} onClick={endOthers}>
            {t('endOthers')}
          </Button>
        ) : null
      }
    >
      <ul className="divide-y">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => end((api) => api.endSession.mutate({ sessionId: session.id }), t('ended'))}
          />
        ))}
      </ul>
    </Section>
  )
}

interface SessionRowProps {
  session: OwnSession
  onEnd: () => void
}

function SessionRow({ session, onEnd }: SessionRowProps) {
  const t = useTranslations('profile.sessions')
  const when = useWhen()
  const found = deviceOf(session.userAgent)
  const device = found ? t('device', { ...found }) : t('unknownDevice')
  const address = session.address ? shortAddress(session.address) : t('unknownAddress')
  const isPhone = found?.system === 'iPhone' || found?.system === 'Android'
  const Icon = isPhone ? SmartphoneIcon : MonitorIcon
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2.5">
      <div className="flex min-w-0 items-center gap-3">
        <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
        <div className="min-w-0">
          <p className="font-medium">
            {device}
            {session.isCurrent ? (
              <span className="ms-2 rounded-full bg-sunken px-2 py-0.5 text-[13px]">
                {t('current')}
              </span>
            ) : null}
          </p>
          <p className="text-[13px] text-ink-soft">
            <bdi>{address}</bdi> · {t('seen', { when: when(session.lastSeenAt) })}
          </p>
        </div>
      </div>
      {session.isCurrent ? null : (
        <Button variant="outline" aria-label={t('endNamed', { device, address })} onClick={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}
