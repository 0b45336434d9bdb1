import { MAX_KEY_LENGTH } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { PreviewRow } from '../../lib/import/preview'

/** Says what would become of a row, and why. */
export function useRowText(): (row: PreviewRow) => string {
  const t = useTranslations('import')
  return (row) => {
    if (row.kind === 'new') return t('isNew')
    if (row.kind === 'malformed') return t(`reasons.${row.reason}`, { max: MAX_KEY_LENGTH })
    return row.of === null ? t('inPool') : t('inText', { at: row.of })
  }
}
