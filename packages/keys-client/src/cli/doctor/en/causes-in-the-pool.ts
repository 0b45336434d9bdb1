import type { CauseTable } from '../messages'
import { duration, restEnd } from '../times'
import { listed, of, reasonsInWords } from './words'

/** Providers, keys and rests. */
export const causesInThePool = {
  unknown_provider: ({ provider, nearest, known }) => ({
    short: 'unknown',
    what: `There is no provider “${provider}”.${nearest ? ` Did you mean ${nearest}?` : ''}`,
    fix: `Ask for one that exists (${listed(known)}), or add a key of it in the dashboard.`,
  }),
  empty_pool: ({ address }) => ({
    short: 'no key at all',
    what: 'The dashboard has no key of any provider.',
    fix: `Sign in to the dashboard (${address}) and add one.`,
  }),
  no_active_key: ({ provider }) => ({
    short: 'no active key',
    what: `The dashboard gives out no key${of(provider)}: it has none, or all are disabled.`,
    fix: 'Add one in the dashboard, or switch one on.',
  }),
  all_disabled: ({ provider, byPeople, byProvider }) => ({
    short: `0 active, ${byPeople + byProvider} disabled`,
    what:
      `All keys${of(provider)} are disabled: ${byPeople} by people, ` +
      `${byProvider} because the provider refused them.`,
    fix: byProvider
      ? 'Replace the refused keys in the dashboard (the last error says why), or switch others on.'
      : 'Switch one on in the dashboard, or add one.',
  }),
  all_resting: ({ provider, model, keys, at, inMs, reasons }) => ({
    short: `0 of ${keys} ready`,
    what:
      `No active key${of(provider)} is ready${model ? ` for ${model}` : ''}; the first is back at ` +
      `${restEnd({ at, inMs }, 'en')}, in ${duration(inMs, 'en')}: ${reasonsInWords(reasons)}.`,
    fix: 'Wait until then, or add a key with a quota of its own.',
  }),
} satisfies Partial<CauseTable>
