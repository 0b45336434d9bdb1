import { createToasts } from './toast-queue'

/** What draws them comes with the first toast, or with the change that will be told of. */
export const toasts = createToasts(() => import('sonner'))

export const { toast } = toasts
