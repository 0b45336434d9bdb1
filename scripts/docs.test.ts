import { expect, test } from 'vitest'
import { findStale, type Repository } from './docs'
import { readDocument } from './markdown'

const repository: Repository = {
  paths: new Set([
    'README.md',
    'turbo.json',
    'docs',
    'docs/how.md',
    'packages',
    'packages/keys-client',
    'packages/keys-client/src',
    'packages/keys-client/src/link.ts',
  ]),
  scripts: new Map([
    ['', new Set(['dev', 'verify', 'db:migrate'])],
    ['dashboard', new Set(['build'])],
  ]),
}

/** What is stale in a README, beside a page with two headings named Use. */
const stale = (readme: string) =>
  findStale(
    [readDocument('README.md', readme), readDocument('docs/how.md', '# Use\n\n## Use\n')],
    repository,
  )

test('a path that is gone is reported with its document and line', () => {
  expect(stale('# A\n\nSee `packages/keys-gone/src/a.ts` first.')).toEqual([
    'README.md:3 cites packages/keys-gone/src/a.ts, which is not there',
  ])
})

test('a path in full must stand where it says, a short one in any workspace', () => {
  expect(stale('`packages/keys-client/src/link.ts:12`, `src/link.ts`, `turbo.json`')).toEqual([])
  expect(stale('`docs/link.ts`')).toHaveLength(1)
  expect(stale('`src/gone.ts`')).toHaveLength(1)
})

test('a pattern must match something', () => {
  expect(stale('`packages/*/src/**`, `packages/{keys-client,other}/src`')).toEqual([])
  expect(stale('`packages/*/lib/**`')).toHaveLength(1)
})

test('code that is not a path of this repository is left alone', () => {
  const others = [
    '/api/internal/trpc',
    '@itqan/keys-client',
    'application/json',
    'a/b',
    '.env.local',
  ]
  expect(stale(others.map((text) => `\`${text}\``).join(' '))).toEqual([])
})

test('relative links and images must lead to a file', () => {
  expect(stale('[how](docs/how.md) [folder](docs/) [site](https://example.com/x.md)')).toEqual([])
  expect(stale('[gone](docs/gone.md)')).toHaveLength(1)
  expect(stale('![gone](docs/gone.png)')).toHaveLength(1)
  expect(stale('<img src="docs/gone.png" alt="">')).toHaveLength(1)
  expect(stale('[gone][ref]\n\n[ref]: gone.md')).toHaveLength(1)
})

test('an anchor must be a heading, and the second of a name is numbered', () => {
  expect(stale('# Où & Why?\n\n[a](#où--why) [b](docs/how.md#use) [c](docs/how.md#use-1)')).toEqual(
    [],
  )
  expect(stale('[a](#nowhere)')).toHaveLength(1)
  expect(stale('[a](docs/how.md#use-2)')).toHaveLength(1)
})

test('a pnpm command must be a script, or a command of pnpm', () => {
  expect(stale('`pnpm dev` `npx -y pnpm@12 run db:migrate` `pnpm install`')).toEqual([])
  expect(stale('```sh\nnpx -y pnpm@12 install # then pnpm is there\npnpm verify\n```')).toEqual([])
  expect(stale('```sh\npnpm dev\nnpx -y pnpm@12 gone\n```')).toEqual([
    'README.md:3 runs pnpm gone, which is no script of the root',
  ])
})

test('a command for one workspace is looked up there', () => {
  expect(stale('`pnpm --filter dashboard build`')).toEqual([])
  expect(stale('`pnpm --filter dashboard dev`')).toHaveLength(1)
  expect(stale('`pnpm -F nowhere dev`')).toHaveLength(1)
})
