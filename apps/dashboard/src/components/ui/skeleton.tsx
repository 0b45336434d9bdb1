import { cn } from '../../lib/cn'

interface SkeletonProps {
  isRound?: boolean
  className?: string
}

export function Skeleton({ isRound = false, className }: SkeletonProps) {
  const shape = isRound ? 'rounded-full' : 'rounded'
  return <div aria-hidden className={cn('animate-pulse bg-sunken', shape, className)} />
}
