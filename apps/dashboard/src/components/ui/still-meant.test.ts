import { afterEach, expect, it, vi } from 'vitest'
import { followIntent } from './still-meant'

// Told apart only by which one it is.
const element = () => Object.create(null) as HTMLElement

const [button, body, input] = [element(), element(), element()]

/** As much of a page as a click needs: what has the focus, and what else is clicked. */
function openPage(activeElement = button) {
  const document = { body, activeElement }
  const window = new EventTarget()
  vi.stubGlobal('document', document)
  vi.stubGlobal('window', window)
  return { document, window }
}

afterEach(() => void vi.unstubAllGlobals())

it('means what was clicked while the focus stays, or goes nowhere', () => {
  const { document } = openPage()
  const [first, second] = [followIntent(button), followIntent(button)]
  expect(first()).toBe(true)
  document.activeElement = body
  expect(second()).toBe(true)
})

it('means it where a click moves no focus', () => {
  openPage(input)
  expect(followIntent(button)()).toBe(true)
})

it('means it no more once the focus has moved on', () => {
  const { document } = openPage()
  const isStillMeant = followIntent(button)
  document.activeElement = input
  expect(isStillMeant()).toBe(false)
})

it('means of two clicks the later one', () => {
  const { window } = openPage()
  const earlier = followIntent(button)
  window.dispatchEvent(new Event('click'))
  const later = followIntent(button)
  expect([earlier(), later()]).toEqual([false, true])
})
