import { CheckIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '../../lib/cn'

/** `open`: a step whose end nobody can read off. */
export type StepState = 'done' | 'now' | 'later' | 'open'

interface StepProps {
  number: number
  title: string
  state: StepState
  children?: ReactNode
}

/** One step of a guide, with its state in the mark before it. */
export function Step({ number, title, state, children }: StepProps) {
  const t = useTranslations('apps.steps')
  return (
    <li
      aria-current={state === 'now' ? 'step' : undefined}
      data-step={state}
      className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 gap-y-2.5"
    >
      <span
        aria-hidden
        className={cn(
          'grid size-7 place-items-center rounded-full border text-[13px] font-medium',
          state === 'done' && 'border-accent text-accent',
          state === 'now' && 'border-ink bg-ink text-on-ink',
          state === 'later' && 'border-dashed border-line-strong text-ink-soft',
          state === 'open' && 'border-line-strong',
        )}
      >
        {state === 'done' ? <CheckIcon className="size-4" /> : number}
      </span>
      <h3 className={cn('pt-1 font-medium', state === 'later' && 'text-ink-soft')}>
        {title}
        {state === 'done' ? <span className="sr-only"> ({t('done')})</span> : null}
      </h3>
      {children ? <div className="col-start-2 grid grid-cols-1 gap-2.5">{children}</div> : null}
    </li>
  )
}

/** What a step says of itself. */
export function StepText({ children }: { children: ReactNode }) {
  return <p className="text-pretty text-ink-soft">{children}</p>
}

/** What was seen of a step, and what remains: read out when it changes. */
export function StepStatus({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  return (
    <p
      role="status"
      className={cn(
        'border-s-2 ps-3 text-pretty',
        isDone ? 'border-accent' : 'border-line-strong text-ink-soft',
      )}
    >
      {children}
    </p>
  )
}
