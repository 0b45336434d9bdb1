import { instrumentsOf } from '@itqan/keys-router'
import { codeOf } from '../error-code'

/** In seconds, up to the 2 s after which nobody waits. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2]

const instruments = instrumentsOf('@itqan/keys-store', (meter) => ({
  appends: meter.createHistogram('keys.audit.append.duration', {
    description: 'Until an entry of the audit was kept, or given up',
    unit: 's',
    advice: { explicitBucketBoundaries: bounds },
  }),
}))

/** Tells how long an entry took, and that it was not kept by its `error.type`. */
export async function timedAppend<T>(append: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const tell = (failure: { 'error.type'?: string }) =>
    instruments().appends.record((performance.now() - start) / 1_000, failure)
  try {
    const result = await append()
    tell({})
    return result
  } catch (error) {
    tell({ 'error.type': codeOf(error) })
    throw error
  }
}
