'use client'

import { createOpener } from './opener'
import type { PopoverProps } from './opened-popover'

/** A popover that is loaded when it is about to be opened. */
export const LazyPopover = createOpener<PopoverProps>(
  'dialog',
  async () => (await import('./opened-popover')).OpenedPopover,
)
