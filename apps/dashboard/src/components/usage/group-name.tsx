import type { UsageGroup } from '@itqan/keys-contract'
import { createSerializer } from 'nuqs'
import type { MouseEvent } from 'react'
import { drillDown, type UsageView } from '../../lib/usage/drill-down'
import { usageSearchParams } from '../../lib/usage/search-params'
import { useNames } from './use-names'

const serialize = createSerializer(usageSearchParams)

interface GroupNameProps {
  group: UsageGroup
  view: UsageView
  /** How many groups the last row stands for. */
  others: number
  onChange: (view: UsageView) => void
}

/** A link into the group: it can be opened beside, copied and sent. */
export function GroupName({ group, view, others, onChange }: GroupNameProps) {
  const { groupName } = useNames()
  const inside = drillDown(view, group)
  const name = <bdi className="wrap-anywhere">{groupName(view.by, group, others)}</bdi>
  function open(event: MouseEvent) {
    if (!inside || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onChange(inside)
  }
  return (
    <>
      {inside ? (
        <a
          href={serialize('/usage', inside)}
          onClick={open}
          className="font-medium underline decoration-line-strong underline-offset-3 hover:decoration-accent"
        >
          {name}
        </a>
      ) : (
        <span className="font-medium">{name}</span>
      )}
      {group.key?.isDeleted && group.id ? (
        <bdi dir="ltr" className="block font-mono text-xs text-ink-soft wrap-anywhere">
          {group.id}
        </bdi>
      ) : null}
    </>
  )
}
