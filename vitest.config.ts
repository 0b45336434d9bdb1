import { defineConfig } from 'vitest/config'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseUrl: string | null
  }
}

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'apps/*',
      { test: { name: 'scripts', include: ['scripts/**/*.test.ts'] } },
    ],
    provide: {
      // A PostgreSQL server for the database tests; without one they run on PGlite.
      testDatabaseUrl: process.env['TEST_DATABASE_URL'] ?? null,
    },
  },
})
