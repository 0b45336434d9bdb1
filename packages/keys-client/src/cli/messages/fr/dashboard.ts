import type { Messages } from '..'
import type { DashboardTrouble } from '../../dashboard-trouble'

function because(trouble: DashboardTrouble): string {
  switch (trouble.kind) {
    case 'code':
      return trouble.code === 'ECONNREFUSED'
        ? 'rien n’y écoute (ECONNREFUSED)'
        : `la connexion a échoué (${trouble.code})`
    case 'status':
      return `le tableau de bord, ou un proxy placé devant, a répondu par le statut ${trouble.status}`
    case 'timeout':
      return 'aucune réponse n’est venue à temps'
    case 'redirect':
      return 'elle renvoie vers une autre adresse, à laquelle le secret n’est pas transmis'
    case 'bad_port':
      return 'fetch, par lequel Node appelle, n’utilise pas ce port'
    case 'no_database':
      return 'le tableau de bord n’atteint pas sa base de données'
    case 'not_dashboard':
      return 'ce qui y répond n’est pas le tableau de bord'
    default:
      return trouble satisfies never
  }
}

const address = 'dans DASHBOARD_INTERNAL_URL ou --url'
const doctor = 'keys doctor cherche la cause.'

function adviceOn(trouble: DashboardTrouble): string {
  switch (trouble.kind) {
    case 'code':
      return trouble.code === 'ECONNREFUSED'
        ? `Démarrez le tableau de bord, ou donnez son adresse ${address}. ${doctor}`
        : `Vérifiez le réseau, et l’adresse donnée ${address}. ${doctor}`
    case 'status':
      return `${adviceOnStatus(trouble.status)} ${doctor}`
    case 'timeout':
      return `Vérifiez que le tableau de bord n’est pas bloqué, et son adresse ${address}. ${doctor}`
    case 'redirect':
      return `Laissez passer /api/internal/ sans connexion, ou donnez la propre adresse du tableau de bord ${address}. ${doctor}`
    case 'bad_port':
      return `Mettez le tableau de bord sur un autre, comme 3001, et donnez-le ${address}.`
    case 'no_database':
      return 'Démarrez la base, ou corrigez DATABASE_URL là où tourne le tableau de bord.'
    case 'not_dashboard':
      return `Donnez l’adresse du tableau de bord ${address}. ${doctor}`
    default:
      return trouble satisfies never
  }
}

/** Whatever answered runs already. */
function adviceOnStatus(status: number): string {
  if (status === 429) return 'Attendez un peu, et cherchez-y ce qui appelle si souvent.'
  return status >= 500
    ? 'Consultez leurs journaux.'
    : `Cherchez-y pourquoi, ou corrigez l’adresse ${address}.`
}

export const dashboard: Messages['dashboard'] = {
  unreachable: (url, trouble) =>
    `Aucune clé obtenue de ${url} : ${because(trouble)}. ${adviceOn(trouble)}`,
  unauthorized: (url) =>
    `Le tableau de bord à ${url} n’accepte pas ce secret. ` +
    'INTERNAL_API_SECRET, ou le fichier de --secret-file, doit contenir l’un des siens. ' +
    'keys doctor cherche la cause.',
  rejected: (url) =>
    `Le tableau de bord à ${url} a rejeté la demande : sa version n’est peut-être pas celle de cette commande. ` +
    'keys doctor cherche la cause.',
  emptyPool: (provider, suggestion) =>
    `Le tableau de bord n’a aucune clé active pour ${provider}. ` +
    (suggestion ? `Vouliez-vous dire ${suggestion} ? Sinon, ajoutez-y` : 'Ajoutez-y') +
    ' une clé, ou réactivez-en une.',
  noUsableKey: (provider, { invalid, unpaid }) =>
    `Aucune clé n’est utilisable pour ${provider} : ` +
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
