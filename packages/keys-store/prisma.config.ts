import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // For `prisma studio` and `prisma migrate deploy`; `generate` needs none.
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
})
