import { auditActions, auditActorKinds, auditOutcomes } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { Field } from '../ui/field'
import { Select } from '../ui/input'
import { useSpeech } from './use-speech'
import type { AuditFilterState } from './use-audit-filter'

interface ChoiceProps {
  name: 'action' | 'outcome' | 'kind'
  state: AuditFilterState
  options: readonly { value: string; label: string }[]
}

function Choice({ name, state: { params, choose }, options }: ChoiceProps) {
  const t = useTranslations('audit.filters')
  const chosen = params[name]
  return (
    <Field label={t(name)}>
      {(control) => (
        <Select
          {...control}
          value={chosen}
          onChange={(event) => choose({ [name]: event.target.value })}
        >
          <option value="">{t('all')}</option>
          {chosen.includes(',') ? <option value={chosen}>{t('several')}</option> : null}
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

export function ActionField({ state }: { state: AuditFilterState }) {
  const { say } = useSpeech()
  const options = auditActions.map((value) => ({ value, label: say(`deeds.${value}.label`) }))
  return <Choice name="action" state={state} options={options} />
}

export function OutcomeField({ state }: { state: AuditFilterState }) {
  const t = useTranslations('audit.outcomes')
  const options = auditOutcomes.map((value) => ({ value, label: t(value) }))
  return <Choice name="outcome" state={state} options={options} />
}

export function KindField({ state }: { state: AuditFilterState }) {
  const t = useTranslations('audit.kinds')
  const options = auditActorKinds.map((value) => ({ value, label: t(value) }))
  return <Choice name="kind" state={state} options={options} />
}
