import { MAX_KEY_PAGE, type ManagedKey } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import { readAllPages } from '../../lib/export/read-all-pages'
import { failureOf } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { useTRPCClient } from '../../trpc/client'
import { useFailureText } from '../shell/use-failure-text'
import { useTableParams } from '../keys/use-table-params'
import type { ExportFormat } from './export-keys'

/** Exports what the table's filter shows, all pages of it, and says how far it is. */
export function useExport(): (format: ExportFormat) => void {
  const t = useTranslations('export')
  const client = useTRPCClient()
  const failureText = useFailureText()
  const { filter, sort } = useTableParams()
  const once = useOneAtATime()

  async function run(format: ExportFormat) {
    const id = toast.loading(t('working', { done: 0 }))
    try {
      const keys = await readAllPages<ManagedKey>({
        read: (cursor) => client.keys.page.query({ ...filter, sort, cursor, limit: MAX_KEY_PAGE }),
        onProgress: (done) => toast.loading(t('working', { done }), { id }),
      })
      if (keys.length > 0) (await import('./export-keys')).exportKeys(keys, format)
      toast.success(t('done', { count: keys.length }), { id })
    } catch (error) {
      toast.error(t('failed', { reason: failureText(failureOf(error)) }), { id })
    }
  }

  return (format) => void once(() => run(format))
}
