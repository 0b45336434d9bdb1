import type { Messages } from '..'
import { inFrench } from './keyring-problem'

export const settings: Messages['settings'] = {
  keysMissing:
    'KEYS_ENCRYPTION_KEYS n’est pas défini. Donnez-lui la valeur qu’il a pour le tableau de bord, dans ' +
    'l’environnement ou dans .env.local à la racine du dépôt : scellées avec une autre, les clés y ' +
    'seraient illisibles.',
  keysMalformed: (problems) =>
    `KEYS_ENCRYPTION_KEYS est mal formé : ${inFrench(problems)}. Il contient id:base64, plusieurs séparés par ` +
    'des virgules ; pour en créer : openssl rand -base64 32',
  keysAbsent: (ids) =>
    `Il manque à KEYS_ENCRYPTION_KEYS une clé dont des lignes ont besoin : ${ids}. Ajoutez-la derrière les autres.`,
  sinkMalformed: 'AUDIT_SINK doit être stdout, ou file: suivi d’un chemin absolu.',
  dashboardUrlMalformed:
    'DASHBOARD_URL doit être une adresse qui commence par https:// ou http://.',
  unreachable: (source, code) =>
    `${source} : la base de données est inutilisable (${code}). Vérifiez qu’elle tourne, ainsi que ` +
    'l’adresse, le nom d’utilisateur et le mot de passe.',
  refused: (source) =>
    `${source} : cet utilisateur n’en a pas le droit. Prenez le propriétaire des tables du tableau de bord.`,
  auditUnavailable:
    'L’audit ne peut être écrit : rien d’autre n’est modifié. Regardez la base de données et le fichier ' +
    'd’AUDIT_SINK, puis relancez la commande.',
  noTables: (source) =>
    `${source} : la base de données n’a pas les tables de cette version. Lancez : npx -y pnpm@12 db:migrate`,
  embedded: (message) => `La base de données embarquée ne s’ouvre pas. Sa réponse : ${message}`,
  variableMissing: (name) => `--from env:${name} : cette variable n’est pas définie.`,
  variableMalformed: (name) =>
    `--from env:${name} : cette variable ne contient pas d’adresse commençant par postgresql://.`,
  fileUnreadable: (file, reason) => `${file} est illisible : ${reason}.`,
  interrupted: 'Interrompu. Ce qui est fait est gardé ; relancez la même commande pour continuer.',
  passwordTyped:
    'Attention : l’adresse de --from contient un mot de passe, que ps montre à tous les utilisateurs de ' +
    'la machine et que l’historique du shell garde. La prochaine fois, mettez-la dans une variable et ' +
    'nommez celle-ci : --from env:OLD_DATABASE_URL',
}
