import { expect, it } from 'vitest'
import { isConfirmed } from './confirmation'

it('takes the name as it is written, whatever space is around it', () => {
  expect(isConfirmed('  Clé de prod ', 'Clé de prod')).toBe(true)
  expect(isConfirmed('Cle\u0301 de prod', 'Clé de prod')).toBe(true)
})

it('takes nothing else', () => {
  for (const typed of ['', 'clé de prod', 'Clé', 'Clé de prod 2']) {
    expect(isConfirmed(typed, 'Clé de prod')).toBe(false)
  }
})

it('takes a number in the digits of any script', () => {
  for (const typed of ['120', '١٢٠', '۱۲۰']) expect(isConfirmed(typed, '120')).toBe(true)
  expect(isConfirmed('١٢', '120')).toBe(false)
})
