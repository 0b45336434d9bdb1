const corners = [
  '-top-3 -left-3 border-r border-b',
  '-top-3 -right-3 border-b border-l',
  '-bottom-3 -left-3 border-t border-r',
  '-right-3 -bottom-3 border-t border-l',
]

/** A printer's trim marks around the sheet. */
export function CropMarks() {
  return corners.map((corner) => (
    <span
      key={corner}
      aria-hidden
      className={`absolute size-3 border-edge max-lg:hidden print:hidden ${corner}`}
    />
  ))
}
