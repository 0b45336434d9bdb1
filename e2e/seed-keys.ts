import { openDatabase } from '../packages/keys-store/src'

interface Seed {
  databaseUrl: string
  provider: string
  count: number
}

/** Puts rows into the table that look like keys, named `clé 1` and so on. None opens. */
export async function seedKeys({ databaseUrl, provider, count }: Seed): Promise<void> {
  await using database = openDatabase({ url: databaseUrl })
  await database.prisma.$executeRaw`
    INSERT INTO "api_keys" ("id", "provider", "name", "key", "kekId", "maskedKey", "revision",
      "isActive", "isDisabledByProvider", "usageCount", "errorCount", "updatedAt")
    SELECT gen_random_uuid(), ${provider}, 'clé ' || i, 'v1.none', 'k1', 'Seed…' || lpad(i::text, 5, '0'), 1,
      i % 50 <> 0, i % 100 = 0, i, i % 7, now() - interval '1 day'
    FROM generate_series(1, ${count}) AS i`
}

/** Forgets every key of a provider, and what became of them. */
export async function forgetKeys({ databaseUrl, provider }: Omit<Seed, 'count'>): Promise<void> {
  await using database = openDatabase({ url: databaseUrl })
  await database.prisma.apiKey.deleteMany({ where: { provider } })
  await database.prisma.keyUsage.deleteMany({ where: { provider } })
  await database.prisma.cooldown.deleteMany({ where: { provider } })
}
