import type { WhyChoices } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { providerLabel } from '../../lib/provider-label'
import type { Asked } from '../../lib/why/asked-of'
import { Field } from '../ui/field'
import { Input, Select } from '../ui/input'
import type { AddressState } from './use-address'

interface WhyPickersProps extends AddressState {
  choices: WhyChoices
  asked: Asked
}

export function WhyPickers({ choices, asked, provider, model, setAddress }: WhyPickersProps) {
  const t = useTranslations('why')
  const chosen = asked.kind === 'ask' ? asked.input.provider : (provider ?? '')
  const known = choices.map((choice) => choice.provider)
  // One that the address names stays in the list, though its last key is gone.
  const offered = chosen && !known.includes(chosen) ? [...known, chosen] : known
  if (offered.length === 0) return null
  return (
    <div className="mt-5 grid max-w-2xl items-start gap-4 sm:grid-cols-2">
      <Field label={t('provider')}>
        {(control) => (
          <Select
            {...control}
            value={chosen}
            onChange={(event) => setAddress({ provider: event.target.value, model: null })}
          >
            {offered.map((one) => (
              <option key={one} value={one}>
                {providerLabel(one)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ModelField
        key={chosen}
        models={choices.find((choice) => choice.provider === chosen)?.models ?? []}
        model={model}
        isInvalid={asked.kind === 'invalid'}
        onChoose={(named) => setAddress({ model: named })}
      />
    </div>
  )
}

interface ModelFieldProps {
  models: readonly string[]
  model: string | null
  isInvalid: boolean
  onChoose: (model: string | null) => void
}

/** A model from the list, or any other: it is asked for once it is typed, not letter by letter. */
function ModelField({ models, model, isInvalid, onChoose }: ModelFieldProps) {
  const t = useTranslations('why')
  const listId = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const typed = draft ?? model ?? ''

  function choose(text: string) {
    setDraft(null)
    onChoose(text.trim() || null)
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        choose(typed)
      }}
    >
      <Field
        label={t('model')}
        hint={t('modelHint')}
        error={isInvalid && draft === null ? t('modelInvalid') : null}
      >
        {(control) => (
          <Input
            {...control}
            dir="ltr"
            className="font-mono max-sm:text-[13px]"
            list={listId}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ target: { value } }) =>
              value === '' || models.includes(value) ? choose(value) : setDraft(value)
            }
            onBlur={() => draft !== null && choose(draft)}
          />
        )}
      </Field>
      <datalist id={listId}>
        {models.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </form>
  )
}
