import type { ManagedKey } from '@itqan/keys-contract'
import { exportedKey } from '../../lib/export/exported-key'
import { toCsv } from '../../lib/export/to-csv'
import { saveFile } from './save-file'

export type ExportFormat = 'csv' | 'json'

/** Has the browser save keys as a file, masked. */
export function exportKeys(keys: readonly ManagedKey[], format: ExportFormat): void {
  const now = new Date()
  const rows = keys.map((key) => exportedKey(key, now))
  const name = `keys-${now.toISOString().slice(0, 16).replaceAll(':', '-')}.${format}`
  if (format === 'csv') saveFile({ name, type: 'text/csv', parts: [toCsv(rows)] })
  else {
    const text = `${JSON.stringify(rows, null, 2)}\n`
    saveFile({ name, type: 'application/json', parts: [text] })
  }
}
