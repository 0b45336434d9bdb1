import { expect, test } from 'vitest'
import { findBelow, installedIn } from './floors'

const rule = { name: 'ws', floors: ['6.2.3', '8.17.1'], reason: 'it ends the process' }

const problemsOf = (...versions: string[]) =>
  findBelow(
    versions.map((version) => ({ name: 'ws', version })),
    [rule],
  )

test('a lockfile names every copy, and no peers', () => {
  const lockfile = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      ws@1.0.0:
packages:

  '@trpc/server@11.25.2':
    resolution: {integrity: x}

  ws@8.17.0:
    resolution: {integrity: x}
    engines: {node: '>=10'}

  ws@9.0.0-beta.1:
    resolution: {integrity: x}

snapshots:

  '@trpc/server@11.25.2(typescript@7.0.2)': {}

  ws@8.17.0: {}
`
  expect(installedIn(lockfile)).toEqual([
    { name: '@trpc/server', version: '11.25.2' },
    { name: 'ws', version: '8.17.0' },
    { name: 'ws', version: '9.0.0-beta.1' },
  ])
})

test.each(['8.17.1', '8.17.2', '8.18.0', '9.0.0', '6.2.3', '6.10.0', '10.0.0'])(
  '%s is no older than its major’s floor',
  (version) => {
    expect(problemsOf(version)).toEqual([])
  },
)

test.each(['8.17.0', '8.9.9', '6.2.2', '8.17.1-beta.1', '7.99.0', '5.0.0'])(
  '%s is too old',
  (version) => {
    expect(problemsOf('8.18.0', version)).toEqual([
      `ws ${version} is below 6.2.3 or 8.17.1: it ends the process`,
    ])
  },
)

test('a floor of nothing is told', () => {
  expect(findBelow([], [rule])).toEqual(['ws is not installed: take its floor away'])
})
