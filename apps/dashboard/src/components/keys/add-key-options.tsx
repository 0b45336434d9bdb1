import { useTranslations } from 'next-intl'
import type { CreateKeyErrors } from '../../lib/create-key-errors'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

/** What most keys do without: folded away, and unfolded where something in it is wrong. */
export function AddKeyOptions({ errors }: { errors: CreateKeyErrors }) {
  const t = useTranslations('addOptions')
  const isWrong = errors.quotaPool !== undefined || errors.weight !== undefined
  return (
    <details open={isWrong || undefined} className="group">
      <summary className="w-fit cursor-pointer rounded-sm text-sm font-medium text-ink-soft hover:text-ink">
        {t('title')}
      </summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Field
          label={t('quotaPool')}
          hint={t('quotaPoolHint')}
          error={errors.quotaPool && t('errors.quotaPool')}
        >
          {(control) => (
            <Input {...control} name="quotaPool" dir="auto" autoComplete="off" spellCheck={false} />
          )}
        </Field>
        <Field
          label={t('weight')}
          hint={t('weightHint')}
          error={errors.weight && t('errors.weight')}
        >
          {(control) => (
            <Input {...control} name="weight" inputMode="numeric" autoComplete="off" dir="ltr" />
          )}
        </Field>
      </div>
    </details>
  )
}
