import type { Messages } from '..'

const sync = 'keys sync --provider gemini --var GEMINI_API_KEY --file .env.local'

export const help: Messages['help'] = {
  headings: {
    commands: 'Commandes :',
    needed: 'Obligatoire :',
    options: 'Options :',
    examples: 'Exemples :',
    environment: 'Variables d’environnement, ou .env.local à la racine du dépôt :',
    endings: 'Codes de sortie :',
  },
  usages: {
    keys: 'Utilisation : keys COMMANDE [OPTIONS]\n\nDonne aux applications et aux scripts les clés que garde le tableau de bord.',
    sync:
      'Utilisation : keys sync --provider NOM --var VARIABLE --file CHEMIN [OPTIONS]\n\n' +
      'Écrit la meilleure clé d’un fournisseur dans un fichier d’environnement. Une clé qui sert encore ' +
      'est gardée : le fichier ne change que s’il le faut, et rien d’autre n’y est touché.',
    list:
      'Utilisation : keys list [OPTIONS]\n\n' +
      'Montre les clés actives, la meilleure d’abord : masquées, avec leurs appels, leurs erreurs et leurs pauses.',
    doctor:
      'Utilisation : keys doctor [OPTIONS]\n\n' +
      'Cherche pourquoi une application n’obtient pas de clé, ou aucune qui serve, et dit quoi faire.',
  },
  commands: {
    sync: 'Écrire la meilleure clé dans un fichier d’environnement',
    list: 'Montrer les clés actives, masquées',
    doctor: 'Trouver ce qui ne va pas, et comment y remédier',
  },
  options: {
    provider: 'Fournisseur, par exemple gemini, openai, anthropic ou mistral',
    var: 'Variable qui contient la clé, par exemple GEMINI_API_KEY',
    file: 'Fichier qui contient la variable ; créé s’il n’existe pas',
    exec: 'Commande à lancer par le shell après une modification ; si elle échoue, le prochain passage la relance',
    watch: 'Rester, et appliquer chaque changement dès qu’il survient',
    check: 'Ne rien modifier ; finir par 1 si le fichier n’est pas à jour',
    'dry-run': 'Ne rien modifier ; dire ce qui le serait',
    model: 'Modèle que l’application appelle : ce qui n’est au repos que pour lui compte aussi',
    url: 'Adresse du tableau de bord',
    'secret-file': 'Fichier qui contient le secret',
    json: 'Répondre en JSON',
    lang: 'Langue : en ou fr. Par défaut, celle du terminal',
    help: 'Montrer cette aide',
  },
  examples: {
    keys: [
      ['Quelles clés y a-t-il ?', 'keys list'],
      ['Écrire la meilleure clé de gemini', sync],
      ['Pourquoi cela ne marche-t-il pas ?', 'keys doctor'],
    ],
    sync: [
      [
        'Écrire la meilleure clé, et redémarrer l’application si elle a changé',
        `${sync} --exec 'pm2 restart itqan-ma'`,
      ],
      [
        'Rester, et faire de même à chaque rotation',
        `${sync} --exec 'pm2 restart itqan-ma' --watch`,
      ],
      ['Dans un script : le fichier est-il à jour ?', `${sync} --check`],
    ],
    list: [
      ['Toutes les clés actives', 'keys list'],
      ['Celles d’un fournisseur, pour un script', 'keys list --provider gemini --json'],
    ],
    doctor: [
      ['Vérifier tout le chemin jusqu’aux clés', 'keys doctor'],
      [
        'Pour un fournisseur et un modèle',
        'keys doctor --provider gemini --model gemini-2.5-flash',
      ],
    ],
  },
  environment: {
    DASHBOARD_INTERNAL_URL: 'Adresse du tableau de bord ; par défaut http://localhost:3001',
    INTERNAL_API_SECRET:
      'Secret que le tableau de bord accepte ; de plusieurs, le premier est envoyé',
    INTERNAL_API_SECRET_FILE: 'Fichier qui le contient, à la place',
    INTERNAL_ALLOW_HTTP: 'Avec yes, le secret peut passer en clair, sur un réseau fermé aux autres',
  },
  endings: {
    ok: 'C’est fait, ou il n’y avait rien à faire',
    found: '--check : le fichier n’est pas à jour. doctor : une cause est trouvée',
    usage: 'Commande, option ou valeur erronée',
    unreachable: 'Le tableau de bord n’a pas répondu, ou autre chose a répondu',
    secret: 'Le secret manque, est mal formé ou refusé',
    noKey: 'Le fournisseur n’a aucune clé utilisable en ce moment',
    file: 'Le fichier ne doit pas, ou ne peut pas, être modifié',
    exec: 'La commande de --exec a échoué',
    internal: 'Défaut de cette commande',
  },
  more:
    'Pour qui tient le tableau de bord, sur sa propre base :\n' +
    '  keys migrate           Préparer la base pour une version\n' +
    '  keys invite            Faire entrer un administrateur\n' +
    '  keys adopt             Reprendre des clés gardées en clair\n' +
    '  keys rewrap            Passer à une nouvelle clé de chiffrement\n' +
    '  keys audit verify      Savoir si l’audit est intact\n' +
    '  keys audit checkpoint  Signer où en est l’audit\n' +
    '  keys audit prune       Retirer ses entrées les plus anciennes\n\n' +
    'Pour en savoir plus sur une commande : keys COMMANDE --help',
}
