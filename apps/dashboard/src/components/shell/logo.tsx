/** An eight-pointed star, as craftsmen draw it from two squares, with a keyhole in it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden>
      <g className="fill-accent">
        <rect x="4.5" y="4.5" width="15" height="15" />
        <rect x="4.5" y="4.5" width="15" height="15" transform="rotate(45 12 12)" />
      </g>
      <path
        d="M12 6.9a3 3 0 0 1 1.5 5.6l1 4.6h-5l1-4.6A3 3 0 0 1 12 6.9Z"
        className="fill-surface"
      />
    </svg>
  )
}
