import { expect, test } from 'vitest'
import { writeBrief } from './brief'
import { splitIntoChunks } from './chunks'

test.each([
  ['nothing', ''],
  ['one word', 'word'],
  ['space alone', ' \n '],
  ['a brief', writeBrief({ userText: 'x'.repeat(200), language: 'fr' })],
])('the chunks of %s, joined, are the text, and none is empty beside others', (_, text) => {
  const chunks = splitIntoChunks(text, 32)
  expect(chunks.join('')).toBe(text)
  expect(chunks.length === 1 || chunks.every(Boolean)).toBe(true)
})

test('a text is cut after words, never in more chunks than asked', () => {
  expect(splitIntoChunks('one two six ten', 2)).toEqual(['one two ', 'six ten'])
  expect(splitIntoChunks('one two', 9)).toEqual(['one ', 'two'])
})
