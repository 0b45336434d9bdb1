import type { DashboardTrouble } from '../../dashboard-trouble'

function because(trouble: DashboardTrouble): string {
  switch (trouble.kind) {
    case 'code':
      return trouble.code === 'ECONNREFUSED'
        ? 'nothing listens there (ECONNREFUSED)'
        : `the connection failed (${trouble.code})`
    case 'status':
      return `the answer was status ${trouble.status}`
    case 'timeout':
      return 'no answer came in time'
    case 'redirect':
      return 'it sends to another address, and the secret is not sent along'
    case 'not_dashboard':
      return 'what answers there is not the dashboard'
    default:
      return trouble satisfies never
  }
}

/** Why no keys could be had, and what to do. */
export const dashboard = {
  unreachable: (url: string, trouble: DashboardTrouble) =>
    `No keys from ${url}: ${because(trouble)}. ` +
    'Start the dashboard, or put its address in DASHBOARD_INTERNAL_URL or --url. ' +
    'keys doctor finds the cause.',
  unauthorized: (url: string) =>
    `The dashboard at ${url} does not accept this secret. ` +
    'INTERNAL_API_SECRET, or the file of --secret-file, must hold one that the dashboard has. ' +
    'keys doctor finds the cause.',
  rejected: (url: string) =>
    `The dashboard at ${url} refused the request: its version may not be the one of this command. ` +
    'keys doctor finds the cause.',
  emptyPool: (provider: string, suggestion: string | null) =>
    `The dashboard has no active key of ${provider}. ` +
    (suggestion ? `Did you mean ${suggestion}? Else add` : 'Add') +
    ' a key there, or switch one on.',
  noUsableKey: (provider: string, causes: { invalid: number; unpaid: number }) =>
    `No key of ${provider} may be used: ` +
    [
      causes.invalid > 0 ? `the provider refuses ${causes.invalid}` : '',
      causes.unpaid > 0 ? `${causes.unpaid} cannot be billed` : '',
    ]
      .filter(Boolean)
      .join(', ') +
    '. Add another in the dashboard, or mend these at the provider.',
}
