import type { Problem } from '../../../audit/audit-problem'
import type { Messages } from '..'

const number = new Intl.NumberFormat('fr')
const entriesOf = (entries: number) =>
  `${number.format(entries)} ${entries < 2 ? 'entrée' : 'entrées'}`

function meaning(kind: Problem['kind']): string {
  switch (kind) {
    case 'hash':
      return 'ce qu’elle dit a été modifié après coup'
    case 'previous_hash':
      return 'elle ne suit pas l’entrée d’avant : l’une des deux a été échangée'
    case 'gap':
      return 'elle manque : quelqu’un l’a supprimée'
    case 'order':
      return 'elle est plus ancienne que l’entrée d’avant : des entrées ont été déplacées'
    case 'key_set':
      return 'la liste de clés qu’elle nomme manque ou a été modifiée'
    case 'start':
      return 'les entrées d’avant manquent, et aucune purge ne les a retirées'
    case 'head':
      return 'l’audit finit ailleurs que ne le dit sa tête : l’une des deux a été modifiée'
    case 'truncated':
      return 'elle manque, avec la suite : la fin a été coupée'
    case 'rewound':
      return 'un point de contrôle est signé au-delà de la fin : l’audit a été ramené en arrière, peut-être par une sauvegarde'
    case 'checkpoint_hash':
      return 'un point de contrôle est signé sur une autre entrée que celle-ci : l’audit a été réécrit'
    case 'checkpoint_signature':
      return 'la signature de son point de contrôle est fausse : il a été modifié'
    case 'checkpoint_signer':
      return 'son point de contrôle est signé par une clé qui n’est pas reconnue'
    case 'export':
      return 'le fichier exporté dit autre chose que la table'
    default:
      return kind satisfies never
  }
}

export const audit: Messages['audit'] = {
  meaning,
  verifying: 'Vérification de l’audit',
  progress: (rows, total) => `${number.format(rows)} entrées vérifiées sur ${number.format(total)}`,
  holds: 'L’audit est intact.',
  broken: (seq, what) => `L’audit n’est pas intact. Première entrée en cause, la ${seq} : ${what}.`,
  scope: ({ rows, first, last }) =>
    rows === 0
      ? 'Il n’a pas encore d’entrée.'
      : `${entriesOf(rows)} ${rows < 2 ? 'vérifiée' : 'vérifiées'}, de ${first} à ${last}.`,
  checkpoints: (count) =>
    count === 0
      ? 'Aucun point de contrôle n’en répond : le maître de la base aurait pu le réécrire en entier. ' +
        'Exportez-en avec keys audit checkpoint, et gardez-les ailleurs.'
      : `${number.format(count)} ${count === 1 ? 'point de contrôle en répond' : 'points de contrôle en répondent'}.`,
  untrusted: 'Seules les clés de KEYS_ENCRYPTION_KEYS sont reconnues comme signataires.',
  noEntries: 'L’audit n’a pas encore d’entrée : il n’y a rien à signer.',
  advice:
    'Gardez une copie de la base telle qu’elle est. Comparez-la, autour de cette entrée, au fichier ' +
    'd’AUDIT_SINK et à une sauvegarde, et cherchez qui avait le mot de passe du propriétaire ou d’un ' +
    'superutilisateur.',
  pruned: ({ removed, upTo }) =>
    `${entriesOf(removed)} ${removed < 2 ? 'retirée' : 'retirées'}, jusqu’à ${upTo}. Un point de contrôle en répond.`,
  nothingOld:
    'Rien n’a été retiré : aucun point de contrôle n’est aussi ancien, et une purge ne va pas plus loin. ' +
    'Signez-en un avec keys audit checkpoint, et purgez quand il aura l’âge voulu.',
  confirm: (day) =>
    `Les entrées d’avant le ${day} seront retirées de l’audit pour toujours. Tapez ce jour pour continuer : `,
  notConfirmed: 'Rien n’a été retiré : le jour n’a pas été tapé.',
  cannotAsk: 'Personne ici ne peut répondre. Ajoutez --yes pour purger sans question.',
  wrongSigner:
    'Le point de contrôle n’est pas signé par une clé de KEYS_ENCRYPTION_KEYS : rien n’a été retiré. ' +
    'Ajoutez l’ancienne clé derrière les autres, ou cherchez avec keys audit verify qui l’a signé.',
}
