import type { Messages } from '..'
import { printable } from '../../printable'

const number = new Intl.NumberFormat('fr')

export const release: Messages['release'] = {
  applied: (name) => `Migration appliquée : ${name}`,
  current: 'La base est celle de cette version.',
  failed: (problem) =>
    `Une migration a échoué ; la base reste comme la précédente l’a laissée.\n${printable(problem)}`,
  clear: (rows) =>
    `${number.format(rows)} ${rows > 1 ? 'clés sont gardées' : 'clé est gardée'} en clair : lancez keys rewrap`,
  unreadable: (problems) =>
    `La base est celle de cette version, mais le tableau de bord ne démarrerait pas :\n${problems}`,
  first: 'Ce lien fait le premier administrateur, une fois et dans les 24 heures :',
  another: 'Ce lien fait un administrateur de plus, une fois et dans les 7 jours :',
}
