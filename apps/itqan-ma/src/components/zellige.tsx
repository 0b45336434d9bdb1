const star = 'M12 1 23 12 12 23 1 12ZM4.2 4.2h15.6v15.6H4.2Z'

/** The eight-pointed star of Moroccan tilework. */
export function Khatam({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className={className}>
      <path d={star} fill="currentColor" />
      <circle cx="12" cy="12" r="3.4" fill="var(--paper)" />
    </svg>
  )
}

/** A course of star and cross tiles along the top of the page. */
export function ZelligeBand() {
  return (
    <svg aria-hidden className="h-[18px] w-full shrink-0 text-accent dark:opacity-75 print:hidden">
      <defs>
        <pattern id="zellige" width="18" height="18" patternUnits="userSpaceOnUse">
          <path d="M9 0 18 9 9 18 0 9ZM2.64 2.64h12.72v12.72H2.64Z" fill="currentColor" />
          <path d="M9 4.6 13.4 9 9 13.4 4.6 9Z" fill="var(--paper)" />
        </pattern>
      </defs>
      <rect width="100%" height="18" fill="url(#zellige)" />
    </svg>
  )
}
