import type { CauseTable } from '../messages'
import { duration } from '../times'
import { setting } from './words'

const hint = (elsewhere: string | null): string =>
  elsewhere ? ` Un tableau de bord répond à l’adresse ${elsewhere}.` : ''

const logHint = (errorId: string | null): string =>
  errorId
    ? `Cherchez l’erreur ${errorId} dans le journal du tableau de bord.`
    : 'Consultez le journal du tableau de bord.'

/** What answers at the address, and how. */
export const causesAtTheDashboard = {
  no_answer: ({ address }) => ({
    short: 'pas de réponse à temps',
    what: `${address} accepte les connexions et ne répond pas.`,
    fix: 'Vérifiez que le processus n’est pas bloqué, et redémarrez-le.',
  }),
  not_http: ({ address, reason, source }) => ({
    short: `ce n’est pas du HTTP (${reason})`,
    what: `Ce qui écoute à l’adresse ${address} coupe ou ne parle pas HTTP (${reason}).`,
    fix: `Corrigez ${setting(source)} : un autre service occupe peut-être ce port.`,
  }),
  port_blocked: ({ port, source }) => ({
    short: `port ${port} interdit par fetch`,
    what: `Le port ${port} est de ceux que fetch n’appelle jamais, dans Node comme dans un navigateur.`,
    fix: `Mettez le tableau de bord sur un autre port, comme 3001, et corrigez ${setting(source)}.`,
  }),
  redirected: ({ to, moved, source }) => ({
    short: 'redirigée',
    what: `L’API redirige vers ${to ?? 'une adresse absente'} : un client n’y porte pas son secret.`,
    fix: moved
      ? `Mettez ${moved} dans ${setting(source)}.`
      : `Laissez passer /api/internal/ sans connexion, ou mettez l’adresse interne dans ${setting(source)}.`,
  }),
  proxy_sign_in: () => ({
    short: 'un proxy demande une connexion (407)',
    what: 'Un proxy, en chemin, demande de s’y connecter d’abord (407).',
    fix: 'Ouvrez à cette machine un accès sans ce proxy : le client ne sait pas s’y connecter.',
  }),
  gateway_failed: ({ status }) => ({
    short: `un proxy répond ${status}`,
    what: `Un proxy répond ${status} : il n’atteint pas le tableau de bord placé derrière lui.`,
    fix: 'Démarrez le tableau de bord, ou corrigez son adresse dans la configuration du proxy.',
  }),
  html_answer: ({ title, source, elsewhere }) => ({
    short: 'une page web, pas l’API',
    what: `Une page web ${title ? `(« ${title} ») ` : ''}répond à la place de l’API.${hint(elsewhere)}`,
    fix: `Corrigez ${setting(source)}, ou faites suivre /api/internal/ par le proxy.`,
  }),
  sign_in_in_front: ({ status }) => ({
    short: `une connexion est exigée avant (${status})`,
    what: `Quelque chose, devant le tableau de bord, refuse l’appel (${status}) avant qu’il n’arrive.`,
    fix: 'Laissez passer /api/internal/ : le tableau de bord le protège par son propre secret.',
  }),
  not_the_dashboard: ({ status, source, elsewhere }) => ({
    short: `un autre serveur (${status})`,
    what: `Un autre serveur répond (${status}) : il n’a pas l’API du tableau de bord.${hint(elsewhere)}`,
    fix: `Corrigez ${setting(source)} : par défaut, le tableau de bord est sur 3001, itqan-ma sur 3000.`,
  }),
  path_too_long: ({ address, source, root }) => ({
    short: 'un chemin de trop dans l’adresse',
    what: `${address} est l’adresse de l’API, dont le client ajoute lui-même le chemin.`,
    fix: `Mettez ${root} dans ${setting(source)}.`,
  }),
  server_failed: ({ status }) => ({
    short: `le serveur échoue (${status})`,
    what: `Le serveur échoue avant même de regarder le secret (${status}).`,
    fix: 'Consultez son journal : un tableau de bord mal configuré y dit ce qui ne va pas.',
  }),
  rate_limited: ({ retryAfterS }) => ({
    short: 'trop d’appels (429)',
    what: 'L’appel est refusé, car il y en a eu trop (429).',
    fix: `Attendez${retryAfterS ? ` ${duration(retryAfterS * 1_000, 'fr')}` : ''}, et cherchez ce qui appelle si souvent.`,
  }),
  secret_refused: ({ address }) => ({
    short: 'refusé',
    what: `Le tableau de bord à l’adresse ${address} n’accepte pas ce secret.`,
    fix: 'Donnez ici à INTERNAL_API_SECRET un secret qu’elle contient là où tourne le tableau de bord.',
  }),
  secret_restricted: ({ address }) => ({
    short: 'restreint',
    what: `Le tableau de bord à l’adresse ${address} connaît ce secret, qui ne permet pas de lire ces clés.`,
    fix: 'Donnez à cette app un autre secret ; ou, là où tourne le tableau de bord, ôtez /only-report ou /provider-… du nom de celui-ci.',
  }),
  store_unavailable: ({ errorId }) => ({
    short: 'hors d’atteinte du tableau de bord',
    what: 'Le tableau de bord fonctionne, mais n’atteint pas sa base de données.',
    fix: `Démarrez la base, ou corrigez DATABASE_URL là-bas. ${logHint(errorId)}`,
  }),
  store_busy: () => ({
    short: 'trop occupée',
    what: 'La base de données du tableau de bord est trop occupée pour répondre.',
    fix: 'Réessayez dans un instant ; si cela dure, vérifiez les connexions à la base.',
  }),
  store_silent: () => ({
    short: 'pas de réponse à temps',
    what: 'Le tableau de bord répond à un appel sans secret, mais pas à temps à un appel avec secret.',
    fix: `Vérifiez que sa base de données n’est pas bloquée. ${logHint(null)}`,
  }),
  dashboard_failed: ({ errorId }) => ({
    short: 'le tableau de bord a échoué',
    what: `Le tableau de bord a échoué sur cet appel${errorId ? ` (erreur ${errorId})` : ''}.`,
    fix: logHint(errorId),
  }),
  not_understood: ({ status }) => ({
    short: `réponse inconnue (${status})`,
    what: `Ce client ne comprend pas la réponse du tableau de bord (${status}).`,
    fix: 'Mettez le tableau de bord et l’application à la même version.',
  }),
  clock_off: ({ offMs, direction }) => ({
    short: `${direction === 'ahead' ? 'en avance' : 'en retard'} de ${duration(offMs, 'fr')}`,
    what:
      direction === 'ahead'
        ? `L’horloge de cette machine avance de ${duration(offMs, 'fr')} sur celle du tableau de bord : ici, des clés au repos sont utilisées.`
        : `L’horloge de cette machine retarde de ${duration(offMs, 'fr')} sur celle du tableau de bord : ici, les pauses des clés durent d’autant trop longtemps.`,
    fix: 'Mettez-la à l’heure : activez la synchronisation (NTP) sur les deux machines.',
  }),
} satisfies Partial<CauseTable>
