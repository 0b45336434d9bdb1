import type { Messages } from '..'

export const usage: Messages['usage'] = {
  noCommand:
    'Il manque une commande : migrate, invite, adopt, rewrap, audit verify, audit checkpoint ou audit prune.',
  extraWord: (command) =>
    `« keys ${command} » ne prend que des options. Mettez entre guillemets une valeur qui contient des espaces.`,
  unknownOption: (command, { named, choice }) =>
    `« keys ${command} » n’a pas ${named ? `d’option ${named}` : 'cette option'}. Ses options : ${choice.join(', ')}.`,
  repeatedOption: (option) => `${option} ne peut être donné qu’une fois.`,
  missingValue: (option) =>
    `${option} attend une valeur. Si elle commence par un tiret, écrivez ${option}=VALEUR.`,
  needlessValue: (option) => `${option} ne prend pas de valeur.`,
  badLanguage: '--lang doit être en ou fr.',
  oneOrOther: (one, other) => `Donnez ${one} ou ${other}, l’un des deux.`,
  missingOption: (option) => `Il manque l’option ${option}.`,
  badDate: (option) =>
    `${option} doit être un jour passé, écrit comme 2026-01-31 ; minuit est celui d’UTC.`,
  badSource:
    '--from doit être postgresql://…, env:NOM pour une variable qui contient une telle adresse, ' +
    'un fichier en .csv ou .tsv, ou un fichier d’environnement comme .env.',
  badPublicKey:
    '--public-key doit être une clé Ed25519 de 32 octets en base64, telle que keys audit checkpoint ' +
    'l’affiche ; séparez-en plusieurs par des virgules.',
}
