import { dashboard } from './fr/dashboard'
import { envFile } from './fr/env-file'
import { help } from './fr/help'
import { list } from './fr/list'
import { inFrench } from './fr/secret-problem'
import { sync } from './fr/sync'
import { usage } from './fr/usage'
import type { Messages } from '.'

/** The spaces before `:`, `;`, `!` and `?` and within « » are of the kind that no line breaks at. */
export const fr: Messages = {
  secretMissing:
    'Aucun secret. Définissez INTERNAL_API_SECRET, ou indiquez avec --secret-file un fichier qui le contient.',
  secretFileUnreadable: (path, reason) => `Le fichier du secret ${path} est illisible : ${reason}.`,
  secretMalformed: (source, problem) => `${source} : ${inFrench(problem)}.`,
  unexpected: (name, frames) =>
    `Cette commande a un défaut (${name}) : signalez-le à qui l’entretient.\n${frames}`,
  usage,
  dashboard,
  envFile,
  list,
  sync,
  help,
}
