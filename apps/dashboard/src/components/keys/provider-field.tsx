import { knownProviders } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { providerLabel } from '../../lib/provider-label'
import { Field } from '../ui/field'
import { Input, Select } from '../ui/input'
import { OTHER_PROVIDER } from './key-form'

/** A known provider from the list, or any other by its name. */
export function ProviderField({ error }: { error: string | undefined }) {
  const t = useTranslations('add')
  const [chosen, setChosen] = useState('')
  const other = chosen === OTHER_PROVIDER
  return (
    <>
      <Field label={t('provider')} error={other ? undefined : error}>
        {(control) => (
          <Select
            {...control}
            name="provider"
            required
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value="" disabled>
              {t('choose')}
            </option>
            {knownProviders.map((provider) => (
              <option key={provider} value={provider}>
                {providerLabel(provider)}
              </option>
            ))}
            <option value={OTHER_PROVIDER}>{t('other')}</option>
          </Select>
        )}
      </Field>
      {other ? (
        <Field label={t('otherProvider')} hint={t('otherHint')} error={error}>
          {(control) => (
            <Input
              {...control}
              name="otherProvider"
              autoComplete="off"
              autoCapitalize="none"
              required
            />
          )}
        </Field>
      ) : null}
    </>
  )
}
