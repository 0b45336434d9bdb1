import { useId } from 'react'

interface ChoiceSwitchProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** One of a few, side by side: the browser's own radio buttons, so that arrows move between them. */
export function ChoiceSwitch<T extends string>(props: ChoiceSwitchProps<T>) {
  const { label, value, options, onChange } = props
  const name = useId()
  return (
    <fieldset className="flex min-w-0 max-w-full overflow-x-auto rounded-md border border-line-strong/60 bg-surface p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="relative cursor-pointer rounded-[5px] px-2.5 py-1.5 whitespace-nowrap text-ink-soft hover:text-ink has-checked:bg-ink has-checked:font-medium has-checked:text-on-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
