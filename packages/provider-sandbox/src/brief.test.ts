import { expect, test } from 'vitest'
import { writeBrief } from './brief'

const titleIn = (userText: string) =>
  /^# (.*)$/m.exec(writeBrief({ userText, language: 'fr' }))?.[1]

test.each([
  ['a short description', 'Un site de fleuriste', 'Un site de fleuriste'],
  ['several lines', 'Un site\n\n  de fleuriste ', 'Un site de fleuriste'],
  ['more than 80 characters', 'a'.repeat(81), `${'a'.repeat(80)}…`],
  ['an emoji at the edge', `${'a'.repeat(79)}🌷🌷`, `${'a'.repeat(79)}🌷…`],
  ['a replacement pattern', "$& $' {title}", "$& $' {title}"],
  ['nothing', ' ', '(sans description)'],
])('the brief is headed by %s', (_, userText, title) => {
  expect(titleIn(userText)).toBe(title)
})

test.each([
  ['fr', ['## En bref', '## Portée', '## Pages', '## Questions à trancher']],
  ['en', ['## In short', '## Scope', '## Pages', '## Questions to settle']],
] as const)('the brief in %s has its four headings', (language, headings) => {
  const brief = writeBrief({ userText: 'x', language })
  expect(brief.match(/^## .*$/gm)).toEqual(headings)
})

test('French punctuation never opens a line', () => {
  expect(writeBrief({ userText: 'x', language: 'fr' })).not.toMatch(/ [:;?!]/)
})
