import { consumerAppsSchema } from '@itqan/keys-contract'
import { router, viewerProcedure } from '../../trpc'
import { listApps } from '../../verbs'

export const apps = router({
  /** Who has a secret, and who was heard of. No secret is in it, nor what finds one. */
  list: viewerProcedure.output(consumerAppsSchema).query(listApps),
})
