import { expect, it } from 'vitest'
import { createResources } from './resources'

it('closes in the opposite order, once, and lets all wait for the end', async () => {
  const resources = createResources()
  const closed: string[] = []
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  resources.defer(() => void closed.push('first'))
  resources.defer(async () => {
    await held
    closed.push('second')
  })
  const ends = [resources[Symbol.asyncDispose](), resources[Symbol.asyncDispose]()]
  resources.defer(() => void closed.push('opened meanwhile'))
  release()
  await Promise.all(ends)
  expect(closed).toEqual(['second', 'opened meanwhile', 'first'])
})
