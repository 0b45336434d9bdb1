import { randomBytes, randomUUID } from 'node:crypto'
import { type Database, parseKeyring, sealKey } from '../../packages/keys-store/src'

const CHUNK = 1_000

/** Stores sealed keys of a provider, and answers their ids. */
export async function fillPool(
  { prisma }: Database,
  options: { provider: string; count: number; keks: string },
): Promise<string[]> {
  const { provider, count } = options
  const parsed = parseKeyring(options.keks)
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'))
  const { epoch } = await prisma.keysEpoch.update({
    where: { id: 1 },
    data: { epoch: { increment: 1 } },
  })
  const ids: string[] = []
  while (ids.length < count) {
    const rows = await Promise.all(
      Array.from({ length: Math.min(CHUNK, count - ids.length) }, async (_, index) => {
        const id = randomUUID()
        const key = `AIza${randomBytes(18).toString('hex')}`
        const sealed = await sealKey(parsed.keyring, { id, provider }, key)
        const name = `${provider} ${ids.length + index + 1}`
        return { id, provider, name, maskedKey: 'AIza…', revision: epoch, ...sealed }
      }),
    )
    await prisma.apiKey.createMany({ data: rows })
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}
