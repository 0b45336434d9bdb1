import type { ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { groupKeys } from '../../lib/group-keys'
import { DeleteKeyDialog } from './delete-key-dialog'
import { KeysTableHead } from './keys-table-head'
import { ProviderGroup } from './provider-group'

/** A table on a desk, stacked rows on a phone. Roles are written out: `display: grid` drops them. */
export function KeysTable({ keys }: { keys: ManagedKey[] }) {
  const t = useTranslations('keys')
  const [removing, setRemoving] = useState<ManagedKey | null>(null)
  return (
    <>
      <table
        role="table"
        className="mt-6 block lg:mt-3 w-full border-collapse lg:table lg:table-fixed"
      >
        <caption className="sr-only">{t('caption')}</caption>
        <KeysTableHead />
        {groupKeys(keys).map((group) => (
          <ProviderGroup key={group.provider} group={group} onRemove={setRemoving} />
        ))}
      </table>
      <DeleteKeyDialog target={removing} onClose={() => setRemoving(null)} />
    </>
  )
}
