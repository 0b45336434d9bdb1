import type { Messages } from '.'
import { adopt } from './fr/adopt'
import { audit } from './fr/audit'
import { help } from './fr/help'
import { release } from './fr/release'
import { rewrap } from './fr/rewrap'
import { settings } from './fr/settings'
import { usage } from './fr/usage'

/** The spaces before `:`, `;`, `!` and `?` and within « » are of the kind that no line breaks at. */
export const fr: Messages = {
  unexpected: (name, frames) =>
    `Cette commande a un défaut (${name}) : signalez-le à qui l’entretient.\n${frames}`,
  seeHelp: (command) => `Aide : ${command} --help`,
  usage,
  settings,
  release,
  adopt,
  rewrap,
  audit,
  help,
}
