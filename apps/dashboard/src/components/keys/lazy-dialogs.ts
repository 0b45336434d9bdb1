import dynamic from 'next/dynamic'

// Each comes over the wire when it is opened for the first time.
export const BulkFailures = dynamic(
  async () => (await import('../changes/bulk-failures')).BulkFailures,
  { ssr: false },
)
export const DeleteDialog = dynamic(
  async () => (await import('../changes/delete-dialog')).DeleteDialog,
  { ssr: false },
)
export const EditDialog = dynamic(async () => (await import('../changes/edit-dialog')).EditDialog, {
  ssr: false,
})
export const RevealDialog = dynamic(
  async () => (await import('../transfer/reveal-dialog')).RevealDialog,
  { ssr: false },
)
export const TestDialog = dynamic(async () => (await import('../changes/test-dialog')).TestDialog, {
  ssr: false,
})
