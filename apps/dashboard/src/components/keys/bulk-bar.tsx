import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useMay } from '../shell/role'
import { useSelectedIds } from './selection'

const Bulk = dynamic(async () => (await import('./bulk')).Bulk, { ssr: false })

/** Stands at the window's foot while keys are ticked; what it can do comes with the first that is. */
export function BulkBar() {
  const isTicked = useSelectedIds().size > 0
  const [wasTicked, setWasTicked] = useState(isTicked)
  if (isTicked && !wasTicked) setWasTicked(true)
  return useMay().change && wasTicked ? <Bulk /> : null
}
