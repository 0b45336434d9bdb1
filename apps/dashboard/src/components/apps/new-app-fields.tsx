import { knownProviders } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'
import { Field } from '../ui/field'
import { Input, Select } from '../ui/input'

/** What is asked of a new app. */
export interface NewApp {
  name: string
  canRead: boolean
  /** `''` for all. */
  provider: string
}

interface NewAppFieldsProps {
  value: NewApp
  error: string | null
  onChange: (value: NewApp) => void
}

export function NewAppFields({ value, error, onChange }: NewAppFieldsProps) {
  const t = useTranslations('apps.add')
  return (
    <div className="grid items-start gap-4 sm:grid-cols-3">
      <Field label={t('name')} hint={t('nameHint')} error={error}>
        {(control) => (
          <Input
            {...control}
            dir="ltr"
            autoFocus
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            value={value.name}
            onChange={(event) => onChange({ ...value, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('may')}>
        {(control) => (
          <Select
            {...control}
            value={value.canRead ? 'read' : 'report'}
            onChange={(event) => onChange({ ...value, canRead: event.target.value === 'read' })}
          >
            <option value="read">{t('mayRead')}</option>
            <option value="report">{t('mayReport')}</option>
          </Select>
        )}
      </Field>
      <Field label={t('keysOf')}>
        {(control) => (
          <Select
            {...control}
            value={value.provider}
            onChange={(event) => onChange({ ...value, provider: event.target.value })}
          >
            <option value="">{t('everyProvider')}</option>
            {knownProviders.map((provider) => (
              <option key={provider} value={provider}>
                {providerLabel(provider)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}
