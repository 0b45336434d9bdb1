import type { KeySummary } from '@itqan/keys-contract'
import { describe, expect, it } from 'vitest'
import { layoutOf, lineAt, lineOf, pagesBetween } from './table-layout'

const byStatus = { ready: 0, cooling: 0, limited: 0, invalid: 0, disabled: 0 }
const groupOf = (provider: string, matching: number) => ({
  provider,
  matching,
  byStatus,
  uses: 0,
  errors: 0,
})
const summary: KeySummary = [groupOf('anthropic', 0), groupOf('gemini', 3), groupOf('openai', 250)]
const layout = layoutOf(summary)

describe('a table that is known by its counts alone', () => {
  it('has a line for each heading and each key, and none for what is not found', () => {
    expect(layout).toMatchObject({ lines: 255, keys: 253 })
    expect(layout.groups.map(({ line, offset }) => [line, offset])).toEqual([
      [0, 0],
      [4, 3],
    ])
  })

  it('says whose every line is, and leads back from each key', () => {
    expect(lineAt(layout, 0)).toMatchObject({ kind: 'group' })
    expect(lineAt(layout, 3)).toMatchObject({ kind: 'key', position: 2 })
    expect(lineAt(layout, 4)).toMatchObject({ kind: 'group' })
    expect(lineAt(layout, 254)).toMatchObject({ kind: 'key', position: 252 })
    expect(lineAt(layout, 255)).toBeNull()
    for (let position = 0; position < layout.keys; position += 1) {
      expect(lineAt(layout, lineOf(layout, position))).toMatchObject({ kind: 'key', position })
    }
  })

  it('knows which pages the lines in sight are on', () => {
    expect(pagesBetween(layout, { first: 0, last: 4, size: 100 })).toEqual([0])
    expect(pagesBetween(layout, { first: 95, last: 120, size: 100 })).toEqual([0, 1])
    expect(pagesBetween(layout, { first: 250, last: 900, size: 100 })).toEqual([2])
    expect(pagesBetween(layoutOf([]), { first: 0, last: 9, size: 100 })).toEqual([])
  })
})
