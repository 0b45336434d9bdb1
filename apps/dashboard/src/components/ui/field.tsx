import { type ReactNode, useId } from 'react'

interface ControlProps {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | null | undefined
  /** Draws the control, tied to the label, the hint and the error by these props. */
  children: (control: ControlProps) => ReactNode
}

/** A label over its control, and under it a hint or, in its place, what is wrong. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const noteId = `${id}-note`
  const note = error ?? hint
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-invalid': Boolean(error),
        'aria-describedby': note ? noteId : undefined,
      })}
      {note ? (
        <p id={noteId} className={error ? 'text-[13px] text-danger' : 'text-[13px] text-ink-soft'}>
          {note}
        </p>
      ) : null}
    </div>
  )
}
