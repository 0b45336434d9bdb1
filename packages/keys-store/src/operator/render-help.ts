import yargs from 'yargs'
import { type Command, commonOptions, optionsOf } from './command-line/options'
import { exitCodes } from './exit-codes'
import type { Language } from './language'
import { messages } from './messages'
import { twoColumns } from './two-columns'

const WIDTH = 80

/** The help of a command. yargs lays out what may be typed. */
export async function renderHelp(command: Command, language: Language): Promise<string> {
  const { help } = messages[language]
  const layout = yargs([])
    .locale(language)
    .updateStrings({ 'Options:': help.headings.options })
    .scriptName('keys')
    .usage(help.usages[command])
    .help(false)
    .version(false)
    .wrap(WIDTH)
  for (const name of [...optionsOf[command], ...commonOptions]) {
    layout.option(name, { describe: help.options[name] })
  }
  layout.alias('help', 'h')
  const examples = help.examples[command].map(([what, line]) => `  # ${what}\n  ${line}`)
  const endings = Object.entries(exitCodes).map(
    ([name, code]) => [String(code), help.endings[name as keyof typeof exitCodes]] as const,
  )
  return [
    await layout.getHelp(),
    `${help.headings.examples}\n${examples.join('\n')}`,
    `${help.headings.environment}\n${twoColumns(Object.entries(help.environment), WIDTH)}`,
    `${help.headings.endings}\n${twoColumns(endings, WIDTH)}`,
  ].join('\n\n')
}
