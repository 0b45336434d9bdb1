import type { Usage } from '@itqan/keys-contract'
import { OutcomeChart } from './outcome-chart'
import { SuccessChart } from './success-chart'

/** Loaded by itself: charts weigh as much as the rest of the page. */
export function UsageCharts(props: { usage: Usage }) {
  return (
    <div className="mt-5 grid gap-4 lg:grid-cols-2">
      <OutcomeChart {...props} />
      <SuccessChart {...props} />
    </div>
  )
}
