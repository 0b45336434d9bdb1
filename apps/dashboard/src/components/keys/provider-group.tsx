import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { KeyGroup } from '../../lib/group-keys'
import { keyTotals } from '../../lib/key-totals'
import { providerLabel } from '../../lib/provider-label'
import { providerId } from './element-ids'
import { KeyRow } from './key-row'

interface ProviderGroupProps {
  group: KeyGroup
  onRemove: (key: ManagedKey) => void
}

export function ProviderGroup({ group, onRemove }: ProviderGroupProps) {
  const t = useTranslations('keys')
  const { active, keys: count } = keyTotals(group.keys)
  return (
    <tbody role="rowgroup" className="block not-first-of-type:mt-6 lg:table-row-group">
      <tr role="row" className="block border-b border-line-strong lg:table-row">
        <th
          role="rowheader"
          scope="rowgroup"
          colSpan={8}
          className="block pb-2 text-start lg:table-cell lg:pt-5"
        >
          <bdi id={providerId(group.provider)} className="text-base font-semibold">
            {providerLabel(group.provider)}
          </bdi>
          <span className="ms-2.5 text-[13px] font-normal text-ink-soft">
            {t('group', { active, count })}
          </span>
        </th>
      </tr>
      {group.keys.map((key) => (
        <KeyRow key={key.id} managedKey={key} onRemove={onRemove} />
      ))}
    </tbody>
  )
}
