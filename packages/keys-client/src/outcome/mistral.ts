import type { ClassifyInput } from './classify-input'
import { errorIn } from './error-body'
import type { Classification } from './failure'
import { classifyByStatus, rateLimited } from './generic'

/**
 * Mistral's 401 is never exact: a key whose plan is used up gets the same answer as a revoked one.
 */
export function classifyMistral(input: ClassifyInput): Classification {
  const limited = errorIn(input.failure.body)['type'] === 'rate_limited'
  return limited ? rateLimited(input) : classifyByStatus(input)
}
