interface Page<T> {
  rows: T[]
  nextCursor: number | null
}

interface ReadAllOptions<T> {
  read(cursor: number): Promise<Page<T>>
  /** Told how many there are so far. */
  onProgress(count: number): void
}

/** Reads page after page. What moves between two pages meanwhile is told once. */
export async function readAllPages<T extends { id: string }>(
  options: ReadAllOptions<T>,
): Promise<T[]> {
  const rows = new Map<string, T>()
  for (let cursor: number | null = 0; cursor !== null;) {
    const page: Page<T> = await options.read(cursor)
    for (const row of page.rows) rows.set(row.id, row)
    options.onProgress(rows.size)
    cursor = page.nextCursor
  }
  return [...rows.values()]
}
