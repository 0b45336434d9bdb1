import type { Messages } from '..'

export const help: Messages['help'] = {
  headings: {
    options: 'Options :',
    examples: 'Exemples :',
    environment: 'Variables d’environnement, ou .env.local à la racine du dépôt :',
    endings: 'Codes de sortie :',
  },
  usages: {
    migrate:
      'Utilisation : keys migrate [OPTIONS]\n\n' +
      'Applique les migrations qui manquent à la base, et dit si KEYS_ENCRYPTION_KEYS ouvre ce qu’elle ' +
      'contient. À lancer avant les tableaux de bord d’une version ; relancée, elle ne change rien.',
    invite:
      'Utilisation : keys invite [OPTIONS]\n\n' +
      'Affiche un lien qui fait un administrateur : le premier, ou un autre quand personne d’autre ne ' +
      'peut se connecter. Qui a le lien entre, et l’audit dit qu’il a été fait ici.',
    adopt:
      'Utilisation : keys adopt (--from SOURCE | --in-place) [OPTIONS]\n\n' +
      'Reprend dans le tableau de bord, scellées, des clés gardées en clair : d’une autre base, d’un ' +
      'fichier CSV ou d’environnement, ou de la table que le guide a fait créer dans cette base même. ' +
      'Identifiants et compteurs sont gardés, deux fois la même clé n’en font qu’une, et le sort de ' +
      'chaque ligne est dit. On peut l’interrompre, et la relancer.',
    rewrap:
      'Utilisation : keys rewrap [OPTIONS]\n\n' +
      'Passe chaque ligne sous la première clé de KEYS_ENCRYPTION_KEYS sans arrêter le tableau de ' +
      'bord, puis dit de quelles clés plus rien ne dépend. On peut l’interrompre, et la relancer.',
    'audit verify':
      'Utilisation : keys audit verify [OPTIONS]\n\n' +
      'Recalcule la chaîne de l’audit de sa première entrée à sa dernière, et nomme la première qui ' +
      'ne tient pas.',
    'audit checkpoint':
      'Utilisation : keys audit checkpoint [OPTIONS]\n\n' +
      'Signe où l’audit finit à présent, le garde dans la base et l’affiche. Gardez cette ligne ' +
      'ailleurs : qui réécrirait l’audit plus tard ne pourra la réécrire.',
    'audit prune':
      'Utilisation : keys audit prune --before JOUR [OPTIONS]\n\n' +
      'Retire les entrées les plus anciennes, jusqu’au dernier point de contrôle signé avant un jour. ' +
      'Le reste se vérifie encore, et l’audit dit qui a retiré quoi.',
  },
  options: {
    from: 'Où sont les clés : postgresql://…, env:NOM, un fichier .csv ou d’environnement',
    'in-place': 'Adopter la table api_keys de la base du tableau de bord',
    'dry-run': 'Ne rien modifier ; dire ce qu’il adviendrait de chaque ligne',
    check: 'Ne rien modifier ; finir par 1 si des lignes sont à déplacer',
    before: 'Jour, comme 2026-01-31 : ce qui s’est passé avant est retiré',
    yes: 'Ne pas poser de question',
    checkpoints: 'Fichier d’entrées et de points de contrôle exportés (NDJSON), à comparer',
    'public-key': 'Signataires reconnus, en base64 ; par défaut ceux de KEYS_ENCRYPTION_KEYS',
    json: 'Répondre en JSON, un objet par ligne',
    lang: 'Langue : en ou fr. Par défaut, celle du terminal',
    help: 'Montrer cette aide',
  },
  examples: {
    migrate: [['Préparer la base pour cette version', 'keys migrate']],
    invite: [['Faire entrer un administrateur', 'keys invite']],
    adopt: [
      ['Qu’adviendrait-il de la table du guide ?', 'keys adopt --in-place --dry-run'],
      ['L’adopter', 'keys adopt --in-place'],
      ['Adopter celle d’un autre tableau de bord', 'keys adopt --from env:OLD_DATABASE_URL'],
      ['Adopter ce que contient un tableur', 'keys adopt --from keys.csv'],
      ['Adopter les clés d’une application', 'keys adopt --from ../itqan-ma/.env.local'],
    ],
    rewrap: [
      ['De quelles clés de KEYS_ENCRYPTION_KEYS a-t-on besoin ?', 'keys rewrap --check'],
      ['Passer chaque ligne sous la première', 'keys rewrap'],
    ],
    'audit verify': [
      ['L’audit est-il intact ?', 'keys audit verify'],
      [
        'D’après ce qui a été exporté aussi',
        'keys audit verify --checkpoints /var/log/keys/audit.ndjson',
      ],
    ],
    'audit checkpoint': [
      ['Signer, et le garder ailleurs', 'keys audit checkpoint --json >> checkpoints.ndjson'],
    ],
    'audit prune': [['Garder ce qui est plus récent', 'keys audit prune --before 2026-01-01']],
  },
  environment: {
    DASHBOARD_URL: 'invite : adresse du tableau de bord pour les personnes',
    DATABASE_URL: 'Base du tableau de bord ; par défaut la base embarquée',
    KEYS_ENCRYPTION_KEYS:
      'Ce qui scelle les clés : id:base64, la première chiffre, toutes déchiffrent',
    AUDIT_SINK: 'Où l’audit est écrit en plus : file:/chemin, ou stdout (ici : la sortie d’erreur)',
  },
  endings: {
    ok: 'C’est fait, ou il n’y avait rien à faire',
    found:
      'Des lignes sont refusées ou en échec ; --check : il en reste à déplacer ; l’audit n’est pas intact',
    usage: 'Commande, option ou valeur erronée',
    database: 'La base ne répond pas, refuse, ou n’est pas comme il faut',
    encryptionKeys:
      'KEYS_ENCRYPTION_KEYS manque, est mal formé, ou n’a pas une clé dont des lignes ont besoin',
    file: 'Un fichier est illisible, ou ne contient pas ce qu’il faut',
    internal: 'Défaut de cette commande',
  },
}
