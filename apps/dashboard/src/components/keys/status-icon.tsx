import type { KeyStatus } from '@itqan/keys-contract'
import {
  CircleCheckIcon,
  CircleSlashIcon,
  OctagonXIcon,
  SnowflakeIcon,
  TriangleAlertIcon,
} from 'lucide-react'
import { cn } from '../../lib/cn'

const icons = {
  ready: { Icon: CircleCheckIcon, className: 'text-accent' },
  cooling: { Icon: SnowflakeIcon, className: 'text-cool' },
  limited: { Icon: TriangleAlertIcon, className: 'text-warning' },
  invalid: { Icon: OctagonXIcon, className: 'text-danger' },
  disabled: { Icon: CircleSlashIcon, className: 'text-ink-soft' },
} as const satisfies Record<KeyStatus, object>

/** A shape and a colour for each: neither is needed to read the other. */
export function StatusIcon({ status, isSmall = false }: { status: KeyStatus; isSmall?: boolean }) {
  const { Icon, className } = icons[status]
  return <Icon aria-hidden className={cn(isSmall ? 'size-3.5' : 'size-4', 'shrink-0', className)} />
}
