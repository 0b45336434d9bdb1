import type { ConsumerApp } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { newAppProgress } from '../../lib/apps/new-app-progress'
import { secretEntry } from '../../lib/apps/new-secret'
import { GuideDialog, type OpenGuide } from './guide-dialog'
import { type NewApp, NewAppFields } from './new-app-fields'
import { NewAppSteps } from './new-app-steps'
import { Step } from './step'
import { useNewSecret } from './use-new-secret'

interface AddAppDialogProps extends OpenGuide {
  apps: readonly ConsumerApp[]
  url: string
}

const nobody: NewApp = { name: '', canRead: true, provider: '' }

/** What remains, by its titles, until the app has a name. */
const remaining = ['allow', 'configure', 'call', 'check'] as const

/** How to add an app: what to copy where, and how far it is. Nothing that is typed here is sent. */
export function AddAppDialog({ apps, url, ...guide }: AddAppDialogProps) {
  const t = useTranslations('apps.add')
  const [wanted, setWanted] = useState(nobody)
  const [before] = useState(() => configured(apps))
  const { secret, fingerprint } = useNewSecret()
  const app = wanted.name.trim()
  const { nameProblem, ...progress } = newAppProgress({ name: app, fingerprint, before, apps })
  const scope = { canRead: wanted.canRead, provider: wanted.provider || null }
  const entry = secretEntry({ app, secret, scope })
  const isWrong = nameProblem !== null && nameProblem !== 'missing'
  return (
    <GuideDialog title={t('title')} description={t('intro')} {...guide}>
      <Step number={1} title={t('nameIt')} state={nameProblem ? 'now' : 'done'}>
        <NewAppFields value={wanted} error={isWrong ? t(nameProblem) : null} onChange={setWanted} />
      </Step>
      {nameProblem ? (
        remaining.map((title, index) => (
          <Step key={title} number={index + 2} title={t(title)} state="later" />
        ))
      ) : (
        <NewAppSteps {...progress} app={app} scope={scope} entry={entry} url={url} />
      )}
    </GuideDialog>
  )
}

function configured(apps: readonly ConsumerApp[]): string[] {
  return apps.filter(({ secrets }) => secrets.length > 0).map(({ app }) => app)
}
