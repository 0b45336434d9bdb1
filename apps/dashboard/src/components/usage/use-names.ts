import {
  OTHER_MODELS,
  type UsageChoices,
  type UsageGroup,
  type UsageGrouping,
} from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { providerLabel } from '../../lib/provider-label'

/** What things are called, where they have a name. */
export function useNames() {
  const t = useTranslations('usage')
  const outcomes = useTranslations('outcomes')
  const keyName = (key: { name: string | null }) => key.name ?? t('deletedKey')
  const names = {
    provider: providerLabel,
    app: (app: string) => app || t('unnamedApp'),
    model: (model: string) => {
      if (model === OTHER_MODELS) return t('otherModels')
      return model || t('unnamedModel')
    },
  }
  function groupName(by: UsageGrouping, { id, key }: UsageGroup, others: number): string {
    if (id === null) return t('others', { count: others })
    if (by === 'key') return key ? keyName(key) : id
    if (by === 'outcome') return outcomes(id as Parameters<typeof outcomes>[0])
    return names[by](id)
  }
  function keyLabel(id: string, choices: UsageChoices | undefined): string {
    const key = choices?.keys.find((one) => one.id === id)
    return key?.name ?? `${t('deletedKey')} ${id.slice(0, 8)}`
  }
  return { ...names, groupName, keyLabel }
}
