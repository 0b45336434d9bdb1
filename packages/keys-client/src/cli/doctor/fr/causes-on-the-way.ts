import { messages } from '../../messages'
import type { CauseTable } from '../messages'
import { moment } from '../times'
import { setting } from './words'

const hint = (elsewhere: string | null): string =>
  elsewhere ? ` Un tableau de bord répond à l’adresse ${elsewhere}.` : ''

const proxyHint = (variable: string | null): string =>
  variable ? ` ${variable} est définie, mais ce client n’utilise pas de proxy.` : ''

/** Settings, names, ports and certificates. */
export const causesOnTheWay = {
  url_malformed: ({ source }) => ({
    short: 'adresse incorrecte',
    what:
      source === 'default'
        ? 'DASHBOARD_PORT n’est pas un port : un nombre de 1 à 65535.'
        : `L’adresse de ${setting(source)} n’est pas une URL http:// ou https:// sans nom d’utilisateur.`,
    fix:
      source === 'default'
        ? 'Corrigez DASHBOARD_PORT, par exemple en 3001, ou définissez DASHBOARD_INTERNAL_URL.'
        : `Corrigez ${setting(source)}, par exemple en http://localhost:3001.`,
  }),
  in_clear: ({ address, source }) => ({
    short: 'http:// hors de cette machine',
    what: 'En http://, le secret et chaque clé se lisent en chemin : aucun client ne les envoie.',
    fix:
      `Donnez à ${setting(source)} la valeur ${address}. Sur un réseau où personne d’autre ne se ` +
      'trouve, INTERNAL_ALLOW_HTTP=yes fait exception.',
  }),
  secret_missing: () => ({
    short: 'aucun secret',
    what: 'Il n’y a pas de secret : INTERNAL_API_SECRET est absente et aucun fichier n’est indiqué.',
    fix: 'Donnez à INTERNAL_API_SECRET un secret du tableau de bord, ou un fichier avec --secret-file.',
  }),
  secret_malformed: ({ failure }) => ({
    short: 'secret mal formé',
    what: failure.say(messages.fr),
    fix: 'Recopiez en entier le secret d’INTERNAL_API_SECRET là où tourne le tableau de bord.',
  }),
  secret_file_unreadable: ({ failure }) => ({
    short: 'fichier du secret illisible',
    what: failure.say(messages.fr),
    fix: 'Corrigez --secret-file ou INTERNAL_API_SECRET_FILE, ou les droits de lecture du fichier.',
  }),
  host_unresolved: ({ host, reason, source, ignoredProxy }) => ({
    short: `introuvable (${reason})`,
    what: `Le nom d’hôte ${host} ne correspond à aucune adresse (${reason}).`,
    fix: `Corrigez ${setting(source)}, ou le DNS de cette machine.${proxyHint(ignoredProxy)}`,
  }),
  wrong_port: ({ host, port, source, elsewhere }) => ({
    short: `refusée sur le port ${port} (ECONNREFUSED)`,
    what: `Rien n’écoute sur le port ${port} de ${host} : la connexion est refusée.${hint(elsewhere)}`,
    fix: elsewhere
      ? `Corrigez le port dans ${setting(source)}.`
      : `Démarrez le tableau de bord, ou corrigez le port dans ${setting(source)}.`,
  }),
  host_unreachable: ({ host, port, reason, source, ignoredProxy }) => ({
    short: `port ${port} hors d’atteinte (${reason})`,
    what: `Le port ${port} de ${host} est hors d’atteinte (${reason}) : un pare-feu, ou un autre réseau.`,
    fix: `Ouvrez l’accès à cette machine, ou corrigez ${setting(source)}.${proxyHint(ignoredProxy)}`,
  }),
  https_to_plain_http: ({ address, source }) => ({
    short: 'le serveur parle HTTP en clair',
    what: 'L’adresse dit https://, mais le serveur parle HTTP en clair sur ce port.',
    fix: `Mettez ${address} dans ${setting(source)}, ou placez un proxy TLS devant le serveur.`,
  }),
  http_to_tls: ({ address, source }) => ({
    short: 'le serveur parle TLS',
    what: 'L’adresse dit http://, mais le serveur parle TLS sur ce port.',
    fix: `Mettez ${address} dans ${setting(source)}.`,
  }),
  certificate_untrusted: ({ host, issuer, isSelfSigned }) => ({
    short: 'certificat non reconnu',
    what: isSelfSigned
      ? `Le certificat de ${host} n’est pas reconnu : il est auto-signé.`
      : `Le certificat de ${host} n’est pas reconnu : son autorité (${issuer}) est inconnue ici.`,
    fix:
      'Indiquez dans NODE_EXTRA_CA_CERTS le fichier PEM de son autorité, dans l’environnement qui ' +
      'lance l’application : Node ne lit pas cette variable dans .env.local.',
  }),
  certificate_expired: ({ host, at }) => ({
    short: 'certificat expiré',
    what: `Le certificat de ${host} a expiré le ${moment(at, 'fr')}.`,
    fix: 'Renouvelez-le sur le serveur. S’il est récent, vérifiez l’heure de cette machine.',
  }),
  certificate_not_yet_valid: ({ host, at }) => ({
    short: 'certificat pas encore valable',
    what: `Le certificat de ${host} n’est valable qu’à partir du ${moment(at, 'fr')}.`,
    fix: 'Vérifiez d’abord l’heure de cette machine, puis le certificat.',
  }),
  certificate_wrong_host: ({ host, names, source }) => ({
    short: 'certificat d’un autre hôte',
    what: `Le certificat est celui de ${names.slice(0, 3).join(', ') || 'personne'}, pas de ${host}.`,
    fix: `Mettez un nom du certificat dans ${setting(source)}, ou installez un certificat de ${host}.`,
  }),
  tls_failed: ({ host, reason }) => ({
    short: `négociation impossible (${reason})`,
    what: `La négociation TLS avec ${host} échoue (${reason}).`,
    fix: 'Vérifiez les versions de TLS et les certificats du serveur, ou du proxy placé devant.',
  }),
} satisfies Partial<CauseTable>
