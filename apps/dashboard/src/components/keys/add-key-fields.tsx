import { MAX_KEY_LENGTH } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { CreateKeyErrors } from '../../lib/create-key-errors'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { AddKeyOptions } from './add-key-options'
import { ProviderField } from './provider-field'

export function AddKeyFields({ errors }: { errors: CreateKeyErrors }) {
  const t = useTranslations('add')
  return (
    <>
      <ProviderField error={errors.provider && t(`errors.provider.${errors.provider}`)} />
      <Field
        label={t('name')}
        hint={t('nameHint')}
        error={errors.name && t(`errors.name.${errors.name}`)}
      >
        {(control) => <Input {...control} name="name" autoComplete="off" required />}
      </Field>
      <Field
        label={t('key')}
        error={errors.key && t(`errors.key.${errors.key}`, { max: MAX_KEY_LENGTH })}
      >
        {(control) => (
          <Input
            {...control}
            name="key"
            type="password"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            // Password managers must not offer to keep a provider's key.
            data-1p-ignore
            data-lpignore="true"
            data-bwignore
            required
            className="font-mono"
          />
        )}
      </Field>
      <AddKeyOptions errors={errors} />
    </>
  )
}
