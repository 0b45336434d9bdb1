import { useTranslations } from 'next-intl'
import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { useHydrated } from '../../lib/use-hydrated'
import { Button } from '../button'
import { Khatam } from '../zellige'
import { CharacterCount } from './character-count'
import { Examples } from './examples'
import type { Problem } from './problem'
import { ProblemNote } from './problem-note'

interface BriefFormProps {
  description: string
  onChange(description: string): void
  /** Starts the writing, or stops it when busy. */
  onSubmit(): void
  busy: boolean
  problem: Problem | null
}

export function BriefForm({ description, onChange, onSubmit, busy, problem }: BriefFormProps) {
  const t = useTranslations('Form')
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const hydrated = useHydrated()
  const unfit = problem?.code === 'tooShort' || problem?.code === 'tooLong'

  const takeTyped = useEffectEvent(() => {
    if (area.current?.value) onChange(area.current.value)
  })
  // Before the first render after hydration, which would empty what was typed until then.
  useLayoutEffect(() => takeTyped(), [])

  useEffect(() => {
    if (unfit) area.current?.focus()
    // Each refusal is another `problem`: a second one brings the visitor back too.
  }, [unfit, problem])

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || busy) return
    event.preventDefault()
    form.current?.requestSubmit()
  }

  function pick(text: string) {
    onChange(text)
    area.current?.focus()
  }

  return (
    <form
      ref={form}
      noValidate
      className="mt-7"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <label htmlFor={id} className="block font-semibold">
        {t('label')}
      </label>
      <textarea
        ref={area}
        id={id}
        rows={4}
        value={description}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={t('placeholder')}
        aria-describedby={`${problem ? `${id}-problem ` : ''}${id}-count ${id}-privacy`}
        aria-invalid={unfit}
        className="mt-2.5 block w-full resize-y rounded-[3px] border border-edge bg-sheet px-4 py-3 placeholder:text-ink-soft aria-invalid:border-alarm"
      />
      <CharacterCount id={`${id}-count`} text={description} />
      <Examples onPick={pick} />
      {problem && <ProblemNote id={`${id}-problem`} problem={problem} />}
      <div className="mt-6 flex min-h-11 flex-wrap items-center gap-x-5 gap-y-3">
        <Button
          type="submit"
          disabled={!hydrated}
          look={busy ? 'outline' : 'solid'}
          onClick={(event) => {
            // A double click would start the writing and stop it.
            if (event.detail > 1) event.preventDefault()
          }}
          className={busy ? stayInView : 'max-sm:w-full'}
        >
          {busy ? <Khatam className="size-4 animate-spin [animation-duration:3s]" /> : null}
          {busy ? t('stop') : t('submit')}
        </Button>
        <p className="text-sm text-ink-soft max-sm:hidden pointer-coarse:hidden">
          {t.rich('shortcut', {
            key: (label) => <kbd className="font-sans font-semibold">{label}</kbd>,
          })}
        </p>
      </div>
      <p id={`${id}-privacy`} className="mt-4 max-w-[52ch] text-sm text-ink-soft">
        {t('privacy')}
      </p>
    </form>
  )
}

/** On a phone the page scrolls on to the sheet: the way to stop comes along. */
const stayInView =
  'bg-sheet max-lg:fixed max-lg:left-5 max-lg:bottom-[max(1rem,env(safe-area-inset-bottom))] max-lg:z-10 max-lg:w-[calc(100%-2.5rem)]'
