import { knownProviders } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import type { EditValues } from '../../lib/changes/edit-values'
import { Field } from '../ui/field'
import { Input } from '../ui/input'

interface EditFieldsProps {
  form: UseFormReturn<EditValues>
  isOne: boolean
}

export function EditFields({ form, isOne }: EditFieldsProps) {
  const t = useTranslations('change.edit')
  const listId = useId()
  const { register, formState, control: watched } = form
  const { errors, dirtyFields } = formState
  const noPool = useWatch({ control: watched, name: 'noPool' })
  const empty = isOne ? undefined : t('keep')
  return (
    <>
      {isOne ? (
        <Field label={t('name')} error={errors.name && t('errors.name')}>
          {(control) => <Input {...control} {...register('name')} autoComplete="off" dir="auto" />}
        </Field>
      ) : null}
      <Field
        label={t('provider')}
        hint={dirtyFields.provider ? t('providerHint') : undefined}
        error={errors.provider && t('errors.provider')}
      >
        {(control) => (
          <Input
            {...control}
            {...register('provider')}
            list={listId}
            placeholder={empty}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <datalist id={listId}>
        {knownProviders.map((provider) => (
          <option key={provider} value={provider} />
        ))}
      </datalist>
      <Field label={t('pool')} hint={t('poolHint')} error={errors.pool && t('errors.pool')}>
        {(control) => (
          <Input
            {...control}
            {...register('pool')}
            placeholder={empty}
            autoComplete="off"
            spellCheck={false}
            readOnly={noPool}
            dir="auto"
          />
        )}
      </Field>
      {isOne ? null : (
        <label className="flex items-center gap-2 text-sm">
          <input type="checkbox" {...register('noPool')} className="size-4 accent-accent" />
          {t('noPool')}
        </label>
      )}
      <Field label={t('weight')} hint={t('weightHint')} error={errors.weight && t('errors.weight')}>
        {(control) => (
          <Input
            {...control}
            {...register('weight')}
            placeholder={empty}
            inputMode="numeric"
            autoComplete="off"
          />
        )}
      </Field>
    </>
  )
}
