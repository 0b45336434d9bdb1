import { expect, it } from 'vitest'
import { intoDocument } from './into-document'

const document =
  'a\n<!-- bench: one -->\nold\n<!-- /bench -->\nb\n<!-- bench: two -->\n<!-- /bench -->\n'

it('replaces what stands in its own place', () => {
  const once = intoDocument(document, 'one', 'new')
  expect(once).toContain('a\n<!-- bench: one -->\n\nnew\n\n<!-- /bench -->\nb\n<!-- bench: two -->')
  expect(intoDocument(once, 'one', 'new')).toBe(once)
})

it('refuses a document without the place', () => {
  expect(() => intoDocument(document, 'three', 'new')).toThrow('No place for three')
})
