import type { AuditProblem } from '@itqan/keys-contract'
import { ShieldAlertIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Somebody changed what was written down: nothing on the page is more important. */
export function ChainProblem({ problem: { seq, kind } }: { problem: AuditProblem }) {
  const t = useTranslations('audit.problem')
  return (
    <div
      role="alert"
      className="flex gap-3 rounded-lg border-2 border-danger bg-danger-wash p-4 text-danger"
    >
      <ShieldAlertIcon aria-hidden className="mt-0.5 size-6 shrink-0" />
      <div className="grid gap-1.5">
        <h2 className="text-lg font-semibold">{t('title')}</h2>
        <p className="font-medium">{t('at', { seq: String(seq), what: t(`kinds.${kind}`) })}</p>
        <p className="max-w-3xl text-pretty text-ink">
          {kind === 'checkpoint_signer' ? t('untrusted') : t('advice')}
        </p>
      </div>
    </div>
  )
}
