import { knownProviders } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'
import { OTHER_PROVIDER } from '../keys/key-form'
import { Field } from '../ui/field'
import { Input, Select } from '../ui/input'

interface ProviderChoiceProps {
  /** '' for none. */
  value: string
  hint: string
  error: string | undefined
  onChange: (provider: string) => void
}

/** A known provider from the list, or any other by its name, which begins with {@link OTHER_PROVIDER}. */
export function ProviderChoice({ value, hint, error, onChange }: ProviderChoiceProps) {
  const t = useTranslations('import')
  const isOther = value.startsWith(OTHER_PROVIDER)
  return (
    <div className="grid gap-3">
      <Field label={t('provider')} hint={hint} error={isOther ? undefined : error}>
        {(control) => (
          <Select
            {...control}
            value={isOther ? OTHER_PROVIDER : value}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="" disabled>
              {t('chooseProvider')}
            </option>
            {knownProviders.map((provider) => (
              <option key={provider} value={provider}>
                {providerLabel(provider)}
              </option>
            ))}
            <option value={OTHER_PROVIDER}>{t('otherProvider')}</option>
          </Select>
        )}
      </Field>
      {isOther ? (
        <Field label={t('otherProviderName')} error={error}>
          {(control) => (
            <Input
              {...control}
              dir="ltr"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={value.slice(OTHER_PROVIDER.length)}
              onChange={(event) => onChange(OTHER_PROVIDER + event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </div>
  )
}

/** The provider that a choice names; `null` for none, or for one that no provider can be called. */
export function chosenProvider(value: string): string {
  return value.startsWith(OTHER_PROVIDER) ? value.slice(OTHER_PROVIDER.length) : value
}
