/** Keys to press one after the other, such as `G K`, or together, such as `Ctrl K`. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <span dir="ltr" className="flex shrink-0 gap-1">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="grid h-5 min-w-5 place-items-center rounded border bg-sunken px-1 font-sans text-[11px] text-ink-soft"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
