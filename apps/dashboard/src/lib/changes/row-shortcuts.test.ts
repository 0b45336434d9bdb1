import { expect, it } from 'vitest'
import { actionForKey } from './row-shortcuts'

const press = (more: Partial<Parameters<typeof actionForKey>[0]>) =>
  actionForKey({
    key: '',
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...more,
  })

it('goes by the printed letter, wherever it is on the keyboard', () => {
  expect(press({ key: 'e', code: 'KeyD' })).toBe('edit')
  expect(press({ key: 'T', code: 'KeyT' })).toBe('test')
  expect(press({ key: 'd', code: 'KeyD' })).toBe('remove')
})

it('goes by the place where the letter is of another script', () => {
  expect(press({ key: 'ث', code: 'KeyE' })).toBe('edit')
})

it('leaves to the browser what is the browser’s, and other letters alone', () => {
  expect(press({ key: 'd', code: 'KeyD', ctrlKey: true })).toBeNull()
  expect(press({ key: 'd', code: 'KeyD', metaKey: true })).toBeNull()
  expect(press({ key: 'd', code: 'KeyD', repeat: true })).toBeNull()
  expect(press({ key: 'x', code: 'KeyX' })).toBeNull()
  expect(press({ key: 'Delete', code: 'Delete' })).toBeNull()
})
