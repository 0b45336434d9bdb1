import type { KeyFilter, KeySort } from '@itqan/keys-contract'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { failureOf } from '../../lib/failure'
import { PAGE_SIZE, pageInput } from '../../lib/keys-table/table-params'
import { toast } from '../../lib/toast'
import { useTRPC } from '../../trpc/client'
import { useSelection } from './selection'
import { useFailureText } from '../shell/use-failure-text'

interface SelectHow {
  isSelected: boolean
  /** From the one ticked before to this one. */
  isRange: boolean
}

/** Ticks one key, those between two, or all that the filter finds. */
export function useSelectKeys({ filter, sort }: { filter: KeyFilter; sort: KeySort }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const selection = useSelection()
  const failureText = useFailureText()
  const latest = useRef({ filter, sort, anchor: -1 })
  if (latest.current.filter !== filter || latest.current.sort !== sort) {
    latest.current = { filter, sort, anchor: -1 }
  }

  /** Ids of the keys between two places, pages that were never looked at included. */
  async function idsBetween(first: number, last: number): Promise<string[]> {
    const ids: string[] = []
    for (
      let page = Math.floor(first / PAGE_SIZE);
      page <= Math.floor(last / PAGE_SIZE);
      page += 1
    ) {
      const { filter: found, sort: order } = latest.current
      const options = trpc.keys.page.queryOptions(pageInput(found, order, page))
      const { rows } = await queryClient.ensureQueryData(options)
      const from = Math.max(0, first - page * PAGE_SIZE)
      ids.push(...rows.slice(from, last - page * PAGE_SIZE + 1).map(({ id }) => id))
    }
    return ids
  }

  const fail = (error: unknown) => void toast.error(failureText(failureOf(error)))

  // The same function always: it is given to every line.
  const onSelect = useRef(
    async ({ id, position }: { id: string; position: number }, how: SelectHow) => {
      const { anchor } = latest.current
      latest.current.anchor = position
      selection.set([id], how.isSelected)
      if (!how.isRange || anchor < 0) return
      const [first, last] = [Math.min(anchor, position), Math.max(anchor, position)]
      await idsBetween(first, last).then((ids) => selection.set(ids, how.isSelected), fail)
    },
  ).current

  async function selectAll(): Promise<void> {
    const options = trpc.keys.ids.queryOptions(filter, { staleTime: 0, gcTime: 0 })
    await queryClient.fetchQuery(options).then(selection.replace, fail)
  }

  return {
    onSelect: useCallback(
      (...input: Parameters<typeof onSelect>) => void onSelect(...input),
      [onSelect],
    ),
    selectAll: () => void selectAll(),
  }
}
