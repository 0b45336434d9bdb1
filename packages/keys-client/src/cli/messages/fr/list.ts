import type { Outcome } from '@itqan/keys-contract'
import type { Messages } from '..'

function because(outcome: Outcome): string {
  switch (outcome) {
    case 'rate_limit':
      return 'limite de débit'
    case 'billing':
      return 'facturation'
    case 'invalid_key':
      return 'refusée par le fournisseur'
    case 'model_unavailable':
      return 'modèle indisponible'
    case 'overloaded':
      return 'fournisseur surchargé'
    case 'network':
      return 'réseau'
    case 'ok':
    case 'client_error':
    case 'aborted':
    case 'error':
      return 'cause inconnue'
    default:
      return outcome satisfies never
  }
}

const number = new Intl.NumberFormat('fr')

export const list: Messages['list'] = {
  headings: {
    provider: 'Fournisseur',
    name: 'Nom',
    key: 'Clé',
    uses: 'Appels',
    errors: 'Erreurs',
    lastUse: 'Dernier appel',
    state: 'État',
    id: 'Id',
  },
  never: 'jamais',
  ready: 'prête',
  because,
  rests: ({ date, time, because: cause, model }) =>
    `au repos jusqu’${date ? `au ${date} à ` : 'à '}${time} : ${cause}${model ? ` (${model} seulement)` : ''}`,
  count: ({ keys, providers }) =>
    `${number.format(keys)} clé${keys > 1 ? 's' : ''}, ${providers} fournisseur${providers > 1 ? 's' : ''}`,
  empty: (provider, { url, meant }) =>
    `Aucune clé active${provider ? ` pour ${provider}` : ''}. ` +
    (meant ? `Vouliez-vous dire ${meant} ? Sinon, ajoutez-en` : 'Ajoutez-en') +
    ` une dans le tableau de bord, ou réactivez-en une : ${url}`,
}
