import type { ProviderSummary } from '@itqan/keys-contract'
import type { AuditSink, KeyStore, Origin, Restriction } from '../ports'
import { recordLater } from '../record'
import { ofProvider } from '../scope'

/** How many keys each provider has. */
export async function listProviders({
  ctx,
}: {
  ctx: { store: KeyStore; audit: AuditSink; origin: Origin; restriction: Restriction }
}): Promise<ProviderSummary[]> {
  const providers = ofProvider(ctx.restriction, await ctx.store.providers())
  recordLater(ctx, { action: 'keys.providers' })
  return providers
}
