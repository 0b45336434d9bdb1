import type { ClassifyInput } from './classify-input'
import { errorIn } from './error-body'
import type { Classification } from './failure'
import { textOf } from './guards'
import { retryAfter } from './hint'
import { verdict } from './verdict'

/** What a status means where no field of the body says more. */
export function classifyByStatus(input: ClassifyInput): Classification {
  const status = input.failure.status ?? 0
  switch (status) {
    case 401:
      return verdict('invalid_key')
    case 402:
      return verdict('billing')
    case 403:
      return verdict('model_unavailable')
    case 404:
      return verdict(namesModel(input) ? 'model_unavailable' : 'client_error')
    case 408:
      return verdict('network')
    case 429:
      return rateLimited(input)
    default:
      if (status >= 500) return overloaded(input)
      return verdict(status >= 400 ? 'client_error' : 'network')
  }
}

export function rateLimited({ failure, now }: ClassifyInput): Classification {
  return verdict('rate_limit', { until: retryAfter(failure.headers, now) })
}

/** Nothing against the key. A hint speaks of the provider as a whole. */
export function overloaded({ failure, now }: ClassifyInput): Classification {
  const until = retryAfter(failure.headers, now)
  return verdict('overloaded', until === null ? {} : { until, scope: 'provider' })
}

/** Without the model's name, a 404 is as likely a wrong address or a file that is gone. */
function namesModel({ failure, model }: ClassifyInput): boolean {
  return Boolean(model) && textOf(errorIn(failure.body)['message']).includes(model ?? '')
}
