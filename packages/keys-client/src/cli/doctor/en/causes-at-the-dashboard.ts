import type { CauseTable } from '../messages'
import { duration } from '../times'
import { clockOffset, setting } from './words'

const hint = (elsewhere: string | null): string =>
  elsewhere ? ` A dashboard answers at ${elsewhere}.` : ''

const logHint = (errorId: string | null): string =>
  `Look in the dashboard's log${errorId ? ` for the error id ${errorId}` : ''}.`

/** What answers at the address, and how. */
export const causesAtTheDashboard = {
  no_answer: ({ address }) => ({
    short: 'no answer in time',
    what: `${address} accepts connections and does not answer.`,
    fix: 'Look whether the process behind it hangs, and restart it.',
  }),
  not_http: ({ address, reason, source }) => ({
    short: `not HTTP (${reason})`,
    what: `What listens at ${address} breaks off or does not speak HTTP (${reason}).`,
    fix: `Correct ${setting(source)}: another service may have that port.`,
  }),
  port_blocked: ({ port, source }) => ({
    short: `port ${port} is blocked by fetch`,
    what: `Port ${port} is one that fetch calls at no address, in Node as in browsers.`,
    fix: `Let the dashboard listen on another port, such as 3001, and correct ${setting(source)}.`,
  }),
  redirected: ({ to, moved, source }) => ({
    short: 'redirected',
    what: `The API is redirected to ${to ?? 'no address'}: a client does not take its secret there.`,
    fix: moved
      ? `Set ${setting(source)} to ${moved}.`
      : `Let /api/internal/ through without a sign-in, or put the address behind it in ${setting(source)}.`,
  }),
  proxy_sign_in: () => ({
    short: 'a proxy asks for a sign-in (407)',
    what: 'A proxy on the way asks for a sign-in of its own (407).',
    fix: 'Let this machine reach the dashboard without that proxy: the client cannot sign in to it.',
  }),
  gateway_failed: ({ status }) => ({
    short: `a proxy answers ${status}`,
    what: `A proxy answers ${status}: it does not reach the dashboard behind it.`,
    fix: "Start the dashboard, or correct its address in the proxy's configuration.",
  }),
  html_answer: ({ title, source, elsewhere }) => ({
    short: 'a web page, not the API',
    what: `A web page ${title ? `(“${title}”) ` : ''}answers where the API should.${hint(elsewhere)}`,
    fix: `Correct ${setting(source)}, or let the proxy pass /api/internal/ on to the dashboard.`,
  }),
  sign_in_in_front: ({ status }) => ({
    short: `a sign-in stands in front (${status})`,
    what: `Something in front of the dashboard refuses the call (${status}) before it gets there.`,
    fix: 'Let /api/internal/ through: the dashboard guards it with its own secret.',
  }),
  not_the_dashboard: ({ status, source, elsewhere }) => ({
    short: `another server (${status})`,
    what: `Another server answers (${status}): it has no API of the dashboard.${hint(elsewhere)}`,
    fix: `Correct ${setting(source)}: by default the dashboard is on port 3001, itqan-ma on 3000.`,
  }),
  path_too_long: ({ address, source, root }) => ({
    short: 'the address has a path too many',
    what: `${address} is the address of the API, whose path the client adds itself.`,
    fix: `Set ${setting(source)} to ${root}.`,
  }),
  server_failed: ({ status }) => ({
    short: `the server fails (${status})`,
    what: `The server fails before it looks at the secret (${status}).`,
    fix: 'Look in its log: a dashboard whose environment is wrong says there what is wrong.',
  }),
  rate_limited: ({ retryAfterS }) => ({
    short: 'too many calls (429)',
    what: 'The call is refused because there were too many (429).',
    fix: `Wait${retryAfterS ? ` ${duration(retryAfterS * 1_000, 'en')}` : ''}, and find out what calls so often.`,
  }),
  secret_refused: ({ address }) => ({
    short: 'refused',
    what: `The dashboard at ${address} does not accept this secret.`,
    fix: 'Set INTERNAL_API_SECRET here to one that it has where the dashboard runs.',
  }),
  secret_restricted: ({ address }) => ({
    short: 'restricted',
    what: `The dashboard at ${address} knows this secret, which may not read these keys.`,
    fix: 'Give this app another secret; or, where the dashboard runs, take /only-report or /provider-… from this one’s name.',
  }),
  store_unavailable: ({ errorId }) => ({
    short: 'out of reach for the dashboard',
    what: 'The dashboard runs, and does not reach its database.',
    fix: `Start the database, or correct DATABASE_URL there. ${logHint(errorId)}`,
  }),
  store_busy: () => ({
    short: 'too busy',
    what: "The dashboard's database is too busy to answer.",
    fix: 'Try again in a moment; if it stays so, look at the connections of the database.',
  }),
  store_silent: () => ({
    short: 'no answer in time',
    what: 'The dashboard answers a call without the secret, and none with it in time.',
    fix: `See whether its database hangs. ${logHint(null)}`,
  }),
  dashboard_failed: ({ errorId }) => ({
    short: 'the dashboard failed',
    what: `The dashboard failed on the call${errorId ? ` (error id ${errorId})` : ''}.`,
    fix: logHint(errorId),
  }),
  not_understood: ({ status }) => ({
    short: `an unknown answer (${status})`,
    what: `This client does not understand the dashboard's answer (${status}).`,
    fix: 'Bring the dashboard and the app to the same version.',
  }),
  clock_off: ({ offMs, direction }) => ({
    short: `${clockOffset({ offMs, direction })} that of the dashboard`,
    what:
      `The clock of this machine is ${clockOffset({ offMs, direction })} that of the dashboard: ` +
      (direction === 'ahead'
        ? 'here, keys that should rest are used.'
        : `here, keys rest ${duration(offMs, 'en')} too long.`),
    fix: 'Set the clock: switch time synchronisation (NTP) on, on both machines.',
  }),
} satisfies Partial<CauseTable>
