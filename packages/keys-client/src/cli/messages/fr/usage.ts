import type { Messages } from '..'

const meant = (suggestion: string | null) =>
  suggestion ? ` Vouliez-vous dire ${suggestion} ?` : ''

export const usage: Messages['usage'] = {
  seeHelp: (command) => `Aide : ${command} --help`,
  noCommand: 'Il manque une commande : sync, list ou doctor.',
  unknownCommand: (name, suggestion) =>
    `${name ? `La commande « ${name} » n’existe pas.` : 'Cette commande n’existe pas.'}${meant(suggestion)}`,
  extraWord: (command) =>
    `« keys ${command} » ne prend que des options. Mettez entre guillemets une valeur qui contient des espaces.`,
  unknownOption: (command, option, suggestion) =>
    `« ${command} » n’a pas ${option ? `d’option ${option}` : 'cette option'}.${meant(suggestion)}`,
  repeatedOption: (option) => `${option} ne peut être donné qu’une fois.`,
  missingValue: (option) =>
    `${option} attend une valeur. Si elle commence par un tiret, écrivez ${option}=VALEUR.`,
  needlessValue: (option) => `${option} ne prend pas de valeur.`,
  missingOptions: (options) =>
    options.length === 1
      ? `Il manque l’option ${options.join()}.`
      : `Il manque les options ${options.join(', ')}.`,
  conflict: (one, other) => `${one} et ${other} s’excluent : donnez l’un ou l’autre.`,
  badLanguage: '--lang doit être en ou fr.',
  badProvider: '--provider doit compter de 1 à 40 lettres, chiffres ou tirets, comme gemini.',
  badVariable:
    '--var doit être un nom de variable, comme GEMINI_API_KEY : des lettres, des chiffres et des tirets bas, sans chiffre au début.',
  reservedVariable:
    '--var ne peut pas désigner INTERNAL_API_SECRET : une clé à sa place fermerait le tableau de bord à cette commande.',
  badUrl: (source) =>
    `${source} doit être une adresse http:// ou https:// sans nom d’utilisateur, comme http://localhost:3001.`,
  inClear: (source) =>
    `${source} doit commencer par https:// : en http://, le secret et chaque clé se lisent en chemin. ` +
    'Sur un réseau où personne d’autre ne se trouve, définissez INTERNAL_ALLOW_HTTP=yes.',
  badPort: (variable) => `${variable} doit être un port : un nombre de 1 à 65535, comme 3001.`,
  secretTyped: (option) =>
    `${option} est refusé : ps montre les lignes de commande à tous les utilisateurs de la machine, ` +
    'et l’historique du shell les garde. Définissez INTERNAL_API_SECRET, ou indiquez avec --secret-file ' +
    'un fichier qui contient le secret. Si vous venez d’en taper un vrai, remplacez-le par un nouveau.',
}
