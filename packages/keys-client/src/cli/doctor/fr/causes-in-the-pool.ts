import type { CauseTable } from '../messages'
import { duration, restEnd } from '../times'
import { count, listed, of, reasonsInWords } from './words'

/** Providers, keys and rests. */
export const causesInThePool = {
  unknown_provider: ({ provider, nearest, known }) => ({
    short: 'inconnu',
    what: `Il n’y a pas de fournisseur « ${provider} ».${nearest ? ` Vouliez-vous dire ${nearest} ?` : ''}`,
    fix: `Demandez-en un qui existe (${listed(known)}), ou ajoutez-lui une clé dans le tableau de bord.`,
  }),
  empty_pool: ({ address }) => ({
    short: 'aucune clé',
    what: 'Le tableau de bord n’a aucune clé, d’aucun fournisseur.',
    fix: `Connectez-vous au tableau de bord (${address}) et ajoutez-en une.`,
  }),
  no_active_key: ({ provider }) => ({
    short: 'aucune clé active',
    what: `Le tableau de bord ne donne aucune clé${of(provider)} : il n’en a pas, ou toutes sont désactivées.`,
    fix: 'Ajoutez-en une dans le tableau de bord, ou réactivez-en une.',
  }),
  all_disabled: ({ provider, byPeople, byProvider }) => ({
    short: `0 active, ${count(byPeople + byProvider, 'désactivée')}`,
    what:
      `Toutes les clés${of(provider)} sont désactivées : ${byPeople} à la main, ` +
      `${byProvider} parce que le fournisseur les a refusées.`,
    fix: byProvider
      ? 'Remplacez les clés refusées dans le tableau de bord (voyez leur dernière erreur), ou réactivez-en d’autres.'
      : 'Réactivez-en une dans le tableau de bord, ou ajoutez-en une.',
  }),
  all_resting: ({ provider, model, keys, at, inMs, reasons }) => ({
    short: `0 prête sur ${keys}`,
    what:
      `Aucune clé active${of(provider)} n’est prête${model ? ` pour ${model}` : ''} ; la première revient à ` +
      `${restEnd({ at, inMs }, 'fr')}, dans ${duration(inMs, 'fr')} : ${reasonsInWords(reasons)}.`,
    fix: 'Attendez jusque-là, ou ajoutez une clé qui a son propre quota.',
  }),
} satisfies Partial<CauseTable>
