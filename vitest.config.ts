import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseUrl: string | null
    fuzzRuns: number
  }
}

const fromRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What is said over HTTP to the internal API, of the dashboard's tests. */
const internalContract = [
  'consumers',
  'faults',
  'guide-client',
  'hot-list',
  'internal-errors',
  'internal-guard',
  'request-limits',
  'rest-twin',
  'rotation',
  'scoped-secrets',
  'strangers',
  'trpc-limits',
  'watch',
]

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'apps/*',
      { test: { name: 'scripts', include: ['scripts/**/*.test.ts'] } },
      { test: { name: 'chaos', include: ['chaos/**/*.test.ts'] } },
      { test: { name: 'bench', include: ['bench/**/*.test.ts'] } },
      {
        // The client's contract once more, every case of it, over option B's link and store.
        test: {
          name: 'shared-database',
          include: ['packages/keys-client/test/contract/*.test.ts'],
        },
        resolve: {
          alias: [
            {
              find: /^.*\/harness\/ways(\.ts)?$/,
              replacement: fromRoot('apps/itqan-ma/test/shared-database/ways.ts'),
            },
          ],
        },
      },
      {
        // The internal API's contract once more, every case of it, on a port of its own.
        test: {
          name: 'internal-listener',
          include: internalContract.map((name) => `apps/dashboard/test/${name}.test.ts`),
        },
        resolve: {
          alias: [
            {
              find: /^\.\/serve-handlers$/,
              replacement: fromRoot('apps/dashboard/test/listener/serve-handlers.ts'),
            },
          ],
        },
      },
    ],
    provide: {
      // A PostgreSQL server for the database tests; without one they run on PGlite.
      testDatabaseUrl: process.env['TEST_DATABASE_URL'] ?? null,
      // So many hostile inputs a procedure: 100,000 before a release.
      fuzzRuns: Number(process.env['FUZZ_RUNS'] ?? 300),
    },
  },
})
