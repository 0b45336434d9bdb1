import type { Messages } from '..'
import type { DashboardTrouble } from '../../dashboard-trouble'

function because(trouble: DashboardTrouble): string {
  switch (trouble.kind) {
    case 'code':
      return trouble.code === 'ECONNREFUSED'
        ? 'rien n’y écoute (ECONNREFUSED)'
        : `la connexion a échoué (${trouble.code})`
    case 'status':
      return `la réponse porte le statut ${trouble.status}`
    case 'timeout':
      return 'aucune réponse n’est venue à temps'
    case 'redirect':
      return 'elle renvoie vers une autre adresse, à laquelle le secret n’est pas transmis'
    case 'not_dashboard':
      return 'ce qui y répond n’est pas le tableau de bord'
    default:
      return trouble satisfies never
  }
}

export const dashboard: Messages['dashboard'] = {
  unreachable: (url, trouble) =>
    `Aucune clé obtenue de ${url} : ${because(trouble)}. ` +
    'Démarrez le tableau de bord, ou donnez son adresse dans DASHBOARD_INTERNAL_URL ou --url. ' +
    'keys doctor cherche la cause.',
  unauthorized: (url) =>
    `Le tableau de bord à ${url} n’accepte pas ce secret. ` +
    'INTERNAL_API_SECRET, ou le fichier de --secret-file, doit contenir l’un des siens. ' +
    'keys doctor cherche la cause.',
  rejected: (url) =>
    `Le tableau de bord à ${url} a rejeté la demande : sa version n’est peut-être pas celle de cette commande. ` +
    'keys doctor cherche la cause.',
  emptyPool: (provider, suggestion) =>
    `Le tableau de bord n’a aucune clé active de ${provider}. ` +
    (suggestion ? `Vouliez-vous dire ${suggestion} ? Sinon, ajoutez-y` : 'Ajoutez-y') +
    ' une clé, ou réactivez-en une.',
  noUsableKey: (provider, { invalid, unpaid }) =>
    `Aucune clé de ${provider} n’est utilisable : ` +
    [
      invalid > 0 ? `le fournisseur en refuse ${invalid}` : '',
      unpaid > 0
        ? `${unpaid} ne ${unpaid > 1 ? 'peuvent être facturées' : 'peut être facturée'}`
        : '',
    ]
      .filter(Boolean)
      .join(', ') +
    '. Ajoutez-en une autre dans le tableau de bord, ou réglez le problème chez le fournisseur.',
}
