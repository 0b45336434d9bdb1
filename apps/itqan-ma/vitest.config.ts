import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      // Outside Next the marker package throws on import.
      'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
    },
  },
  test: { name: 'itqan-ma', include: ['src/**/*.test.ts', 'test/**/*.test.ts'] },
})
