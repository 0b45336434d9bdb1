import type { ProviderState } from './diagnosis'
import { causesAtTheDashboard } from './en/causes-at-the-dashboard'
import { causesInThePool } from './en/causes-in-the-pool'
import { causesOnTheWay } from './en/causes-on-the-way'
import { clockOffset, listed, setting, streamRefusal } from './en/words'
import type { DoctorMessages } from './messages'

const polled = 'Changes come by polling, within 10 s.'

const state = ({ ready, resting, disabled }: ProviderState): string =>
  [`${ready} ready`, `${resting} resting`, disabled === null ? '' : `${disabled} disabled`]
    .filter(Boolean)
    .join(', ')

/** What `keys doctor` says in English. */
export const en: DoctorMessages = {
  title: (address) => `keys doctor: ${address ?? 'no address'}`,
  cause: 'Cause:',
  fix: 'What to do:',
  warning: 'Warning:',
  healthy: 'All is well: an app gets a key.',
  usable: 'An app gets a key, and yet:',
  moreProviders: (count) => `and ${count} more`,
  state,
  checks: {
    settings: 'settings',
    name: 'host name',
    connection: 'connection',
    tls: 'TLS',
    dashboard: 'dashboard',
    secret: 'secret',
    database: 'database',
    clock: 'clock',
    provider: 'provider',
    keys: 'keys',
    rests: 'rests',
    stream: 'stream',
  },
  details: {
    settings: ({ source }) => `address from ${setting(source)}`,
    name: ({ host, addresses }) =>
      addresses.includes(host) ? host : `${host} is ${listed(addresses)}`,
    connection: ({ address, port }) => `${address} accepts on port ${port}`,
    tls_unused: () => 'not used: http://',
    tls: () => 'certificate trusted',
    dashboard: () => 'it is one',
    secret: () => 'accepted',
    database: () => 'answers',
    clock: () => 'that of the dashboard, within a minute',
    clock_unknown: () => 'the answer does not tell the time',
    provider: ({ names }) => listed(names),
    keys: ({ active, disabled }) =>
      `${active} active${disabled === null ? '' : `, ${disabled} disabled`}`,
    rests: ({ ready, active, model }) =>
      `${ready} of ${active} ready${model ? ` for ${model}` : ''}`,
    stream: () => 'open: changes come at once',
  },
  causes: { ...causesOnTheWay, ...causesAtTheDashboard, ...causesInThePool },
  warnings: {
    clock_off: ({ offMs, direction }) => ({
      short: `${clockOffset({ offMs, direction })} that of the dashboard`,
      what: `The clock of this machine is ${clockOffset({ offMs, direction })} that of the dashboard.`,
    }),
    providers_without_key: ({ providers }) => ({
      short: `none ready of ${listed(providers)}`,
      what: `No key is ready of ${listed(providers)}: ask with --provider for the reason.`,
    }),
    model_resting: ({ model, ready, keys, others }) => ({
      short: `${ready} of ${keys} ready for ${model}${others > 0 ? `, and ${others} more models` : ''}`,
      what: `Some keys rest for one model only: ask with --model ${model} for the reason.`,
    }),
    stream_silent: () => ({
      short: 'says nothing: something on the way buffers it',
      what: `No event of the stream arrives: let a proxy pass it on unbuffered. ${polled}`,
    }),
    stream_refused: ({ reason }) => ({
      short: `blocked: ${streamRefusal(reason)}`,
      what: `The stream does not open (${streamRefusal(reason)}): let a proxy pass it on. ${polled}`,
    }),
  },
}
