import type { AdoptTrouble } from '../../../adopt/adopt-error'
import type { Problem } from '../../../adopt/problem'
import type { Messages } from '..'

const number = new Intl.NumberFormat('fr')
const counted = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count < 2 ? one : many}`

function because(problem: Problem): string {
  switch (problem.code) {
    case 'key_empty':
      return 'il n’y a pas de clé'
    case 'key_short':
      return 'la clé compte moins de 8 caractères'
    case 'key_long':
      return 'la clé compte plus de 2 048 caractères'
    case 'key_signs':
      return 'la clé contient une espace, une fin de ligne ou un caractère hors ASCII'
    case 'key_sealed':
      return 'la clé est déjà scellée : seul son propre tableau de bord peut l’ouvrir'
    case 'provider_bad':
      return 'le fournisseur doit compter de 1 à 40 lettres, chiffres ou tirets, comme gemini'
    case 'id_bad':
      return 'l’identifiant doit compter de 1 à 64 lettres, chiffres, tirets ou tirets bas'
    case 'id_taken':
      return 'une autre clé a cet identifiant'
    case 'number_bad':
      return `colonne ${problem.field} : il faut un nombre entier, 0 ou plus`
    case 'switch_bad':
      return `colonne ${problem.field} : il faut true ou false`
    case 'date_bad':
      return `colonne ${problem.field} : il faut une date comme 2026-01-31T12:00:00Z`
    case 'cells':
      return `elle a ${problem.found} cellules, la première ligne ${problem.expected} : mettez entre guillemets une valeur qui contient le séparateur`
    case 'quotes':
      return 'ses guillemets ne vont pas par deux'
    case 'overridden':
      return `la ligne ${problem.line} la définit à nouveau, et c’est celle-là qui compte`
    default:
      return problem satisfies never
  }
}

const elsewhere =
  'Créez une base vide pour ce tableau de bord, nommez-la dans DATABASE_URL, et lancez : ' +
  'keys adopt --from env:OLD_DATABASE_URL'

function trouble(problem: AdoptTrouble, source: string): string {
  switch (problem.code) {
    case 'column_missing':
      return `${source} : il manque une colonne pour ${problem.columns.join(' et ')}. La première ligne nomme les colonnes : provider et key, et s’il y en a name, id, isActive, usageCount, errorCount, lastUsedAt, lastError, createdAt.`
    case 'column_repeated':
      return `${source} : deux colonnes sont pour ${problem.column}. Retirez-en une.`
    case 'file_empty':
      return `${source} : le fichier est vide.`
    case 'no_table':
      return `${source} : il n’y a pas de table ${problem.names.join(' ou ')}. Vérifiez que c’est la base de l’ancien tableau de bord.`
    case 'no_schema':
      return `${source} : la base de données n’a pas les tables de cette version. Lancez : npx -y pnpm@12 db:migrate`
    case 'not_adopted':
      return `${source} : l’ancienne table des clés est dans cette base, en clair. Lancez d’abord : keys adopt --in-place`
    case 'not_sealed':
      return `${source} : cette base contient des clés en clair. Lancez d’abord : keys rewrap`
    case 'names_taken':
      return `${source} : des tables de ces noms font obstacle : ${problem.names.join(', ')}. ${elsewhere}`
    case 'depended_on':
      return `${source} : d’autres tables ou vues se servent de celle des clés : ${problem.names.join(', ')}. ${elsewhere}`
    case 'running':
      return `${source} : un autre keys adopt est à l’œuvre. Attendez qu’il ait fini.`
    default:
      return problem satisfies never
  }
}

export const adopt: Messages['adopt'] = {
  because,
  trouble,
  told: (parts) => parts.join(' : '),
  line: (line) => `ligne ${line}`,
  row: (id) => `enregistrement ${id}`,
  adopted: 'adoptée',
  wouldAdopt: 'serait adoptée',
  present: 'déjà là',
  duplicateOf: (place) => `doublon : ${place} ; ses compteurs y sont ajoutés`,
  refused: (reason) => `refusée : ${reason}`,
  ignored: (names) => `Non repris : ${names}.`,
  summary: (tally) =>
    `${counted(tally.adopted, 'adoptée', 'adoptées')}, ${number.format(tally.present)} déjà là, ` +
    `${counted(tally.duplicate, 'doublon', 'doublons')}, ${counted(tally.refused, 'refusée', 'refusées')}.`,
  foreseen: 'Rien n’a été modifié.',
  left: ({ rows, table }) =>
    `${counted(rows, 'ligne refusée reste', 'lignes refusées restent')} dans ${table}, en clair. Corrigez ` +
    'ce qui est nommé plus haut et relancez la commande, ou supprimez cette table.',
  stillClear: (source) =>
    `${source} contient encore ces clés en clair. Retirez-les de là une fois que ce tableau de bord les sert.`,
}
