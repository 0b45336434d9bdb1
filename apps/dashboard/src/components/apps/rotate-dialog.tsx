import type { ConsumerApp } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { secretEntry } from '../../lib/apps/new-secret'
import { rotationOf } from '../../lib/apps/rotation'
import { useNow } from '../keys/now'
import { GuideDialog, type OpenGuide } from './guide-dialog'
import { AddSecretStep, DeployStep, DoneStep, RemoveStep } from './rotate-steps'
import { useNewSecret } from './use-new-secret'

interface RotateDialogProps extends OpenGuide {
  app: ConsumerApp
  /** Since when uses are known. */
  since: Date
  url: string
}

const fullScope = { canRead: true, provider: null }

/** How to give an app another secret without one refused call: what to do now, read off what is seen. */
export function RotateDialog({ app, since, url, ...guide }: RotateDialogProps) {
  const t = useTranslations('apps')
  const { secrets } = app
  const [before] = useState(() => secrets.map(({ fingerprint }) => fingerprint))
  const { secret, fingerprint } = useNewSecret()
  const rotation = rotationOf({ secrets, before, since, now: useNow() })
  const scope = secrets.at(-1)?.scope ?? fullScope
  const entry = secretEntry({ app: app.app, secret, scope })
  const name = app.app || t('unnamed')
  return (
    <GuideDialog
      title={t('rotate.title', { app: name })}
      description={t('rotate.intro')}
      {...guide}
    >
      <AddSecretStep {...rotation} entry={entry} count={secrets.length} />
      <DeployStep {...rotation} name={name} entry={entry} url={url} made={fingerprint} />
      <RemoveStep {...rotation} />
      <DoneStep {...rotation} />
    </GuideDialog>
  )
}
