import { ExportMenu } from '../transfer/export-menu'
import { ImportButton } from '../transfer/import-button'
import { useMay } from '../shell/role'
import { AddKeyDialog } from './add-key-dialog'

/** What brings keys in and out, at the head of the page. */
export function ToolbarActions() {
  const may = useMay()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ExportMenu />
      {may.change ? (
        <>
          <ImportButton />
          <AddKeyDialog />
        </>
      ) : null}
    </div>
  )
}
