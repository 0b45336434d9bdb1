import { usageGroupings, usageRanges } from '@itqan/keys-contract'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'

/** The page's address: what is seen can be sent to a colleague. */
export const usageSearchParams = {
  range: parseAsStringLiteral(usageRanges).withDefault('day'),
  by: parseAsStringLiteral(usageGroupings).withDefault('provider'),
  provider: parseAsString,
  key: parseAsString,
  app: parseAsString,
  model: parseAsString,
}
