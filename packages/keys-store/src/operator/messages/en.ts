import { adopt } from './en/adopt'
import { audit } from './en/audit'
import { help } from './en/help'
import { release } from './en/release'
import { rewrap } from './en/rewrap'
import { settings } from './en/settings'
import { usage } from './en/usage'

/** What an operator's commands say in English. The other languages have the same entries. */
export const en = {
  unexpected: (name: string, frames: string) =>
    `A mistake of this command (${name}): please tell who maintains it.\n${frames}`,
  seeHelp: (command: string) => `Help: ${command} --help`,
  usage,
  settings,
  release,
  adopt,
  rewrap,
  audit,
  help,
}
