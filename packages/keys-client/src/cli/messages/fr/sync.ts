import type { Messages } from '..'
import type { ExecEnd } from '../../sync/run-exec'

const shown = ({ name, maskedKey }: { name: string; maskedKey: string }) =>
  `la clé « ${name} » (${maskedKey})`

function ended({ code, signal }: ExecEnd): string {
  if (signal) return `arrêtée par ${signal}`
  return code === null ? 'elle n’a pas pu être lancée' : `code de sortie ${code}`
}

export const sync: Messages['sync'] = {
  kept: ({ file, variable }, key) => `${file} est à jour : ${variable} contient ${shown(key)}.`,
  changed: ({ file, variable }, key) =>
    `${file} est modifié : ${variable} contient maintenant ${shown(key)}.`,
  wouldChange: ({ file, variable }, key) =>
    `${file} serait modifié : ${variable} contiendrait ${shown(key)}.`,
  outOfDate: ({ file, variable }, key) =>
    `${file} n’est pas à jour : ${variable} devrait contenir ${shown(key)}.`,
  execStarts: 'Lancement de la commande de --exec.',
  execAgain:
    'La commande de --exec n’a pas réussi depuis la dernière modification du fichier : elle est relancée.',
  execWould: 'La commande de --exec serait lancée.',
  execDue: 'La commande de --exec n’a pas réussi depuis la dernière modification du fichier.',
  execIsSlow:
    'La commande de --exec dure depuis une minute. Elle doit rendre la main : lancez le serveur en arrière-plan, ou redémarrez son service.',
  execFailed: (end) =>
    `Le fichier est à jour, mais la commande de --exec a échoué (${ended(end)}). Elle reste à lancer jusqu’à ce qu’elle réussisse.`,
  notIgnored: (file) =>
    `Attention : git n’ignore pas ${file}, ou ce qui est écrit un instant à côté. ` +
    'Ajoutez .env* à .gitignore, pour qu’aucune clé n’entre dans un commit.',
  watching: (provider) =>
    `Surveillance des clés du fournisseur ${provider}. Chaque changement est appliqué dès qu’il survient ; Ctrl-C y met fin.`,
  goesOn: 'La surveillance continue, et réessaiera.',
}
