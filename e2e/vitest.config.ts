import { defineConfig } from 'vitest/config'

/** Browser and system tests: they need Chromium, curl, jq, and both apps built. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    name: 'e2e',
    include: ['**/*.test.ts'],
    globalSetup: ['./stack.ts'],
    fileParallelism: false,
    provide: {
      // Where suites with a stack of their own make their database; without one, on PGlite.
      testDatabaseUrl: process.env['TEST_DATABASE_URL'] ?? null,
    },
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})
