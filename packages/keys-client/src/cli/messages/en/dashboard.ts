import type { DashboardTrouble } from '../../dashboard-trouble'

function because(trouble: DashboardTrouble): string {
  switch (trouble.kind) {
    case 'code':
      return trouble.code === 'ECONNREFUSED'
        ? 'nothing listens there (ECONNREFUSED)'
        : `the connection failed (${trouble.code})`
    case 'status':
      return `the dashboard, or a proxy before it, answered with status ${trouble.status}`
    case 'timeout':
      return 'no answer came in time'
    case 'redirect':
      return 'it sends to another address, and the secret is not sent along'
    case 'bad_port':
      return 'fetch, by which Node calls, does not use that port'
    case 'no_database':
      return 'the dashboard does not reach its database'
    case 'not_dashboard':
      return 'what answers there is not the dashboard'
    default:
      return trouble satisfies never
  }
}

const address = 'in DASHBOARD_INTERNAL_URL or --url'
const doctor = 'keys doctor finds the cause.'

function adviceOn(trouble: DashboardTrouble): string {
  switch (trouble.kind) {
    case 'code':
      return trouble.code === 'ECONNREFUSED'
        ? `Start the dashboard, or put its address ${address}. ${doctor}`
        : `Check the network, and the address ${address}. ${doctor}`
    case 'status':
      return `${adviceOnStatus(trouble.status)} ${doctor}`
    case 'timeout':
      return `Look whether the dashboard hangs, and check its address ${address}. ${doctor}`
    case 'redirect':
      return `Let a proxy pass /api/internal/ on without a sign-in, or put the dashboard's own address ${address}. ${doctor}`
    case 'bad_port':
      return `Let the dashboard listen on another, such as 3001, and put that ${address}.`
    case 'no_database':
      return 'Start the database, or correct DATABASE_URL where the dashboard runs.'
    case 'not_dashboard':
      return `Put the dashboard's address ${address}. ${doctor}`
    default:
      return trouble satisfies never
  }
}

/** Whatever answered runs already. */
function adviceOnStatus(status: number): string {
  if (status === 429) return 'Wait a little, and look there for what calls so often.'
  return status >= 500
    ? 'Look there, in their logs.'
    : `Look there, or correct the address ${address}.`
}

/** Why no keys could be had, and what to do. */
export const dashboard = {
  unreachable: (url: string, trouble: DashboardTrouble) =>
    `No keys from ${url}: ${because(trouble)}. ${adviceOn(trouble)}`,
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
