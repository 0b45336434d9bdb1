import yargs from 'yargs'
import { type Command, commands, commonOptions, optionsOf } from '../command-line/options'
import { exitCodes } from '../exit-codes'
import type { Language } from '../language'
import { messages } from '../messages'
import { twoColumns } from './two-columns'

const WIDTH = 80

/** The help of a command, or of all. yargs lays out what may be typed. */
export async function renderHelp(command: Command | null, language: Language): Promise<string> {
  const { help } = messages[language]
  const layout = yargs([])
    .locale(language)
    .updateStrings({ 'Commands:': help.headings.commands, 'Options:': help.headings.options })
    .scriptName('keys')
    .usage(help.usages[command ?? 'keys'])
    .help(false)
    .version(false)
    .wrap(WIDTH)
  if (command) addOptions(layout, command, help)
  else for (const name of commands) layout.command(name, help.commands[name])
  for (const name of commonOptions) layout.option(name, { describe: help.options[name] })
  layout.alias('help', 'h')
  return [await layout.getHelp(), ...notes(command, help)].join('\n\n')
}

type HelpMessages = (typeof messages)[Language]['help']

function addOptions(
  layout: ReturnType<typeof yargs>,
  command: Command,
  { headings, options }: HelpMessages,
): void {
  const { needed, own } = optionsOf[command]
  for (const name of [...needed, ...own]) layout.option(name, { describe: options[name] })
  layout.group([...needed], headings.needed)
  layout.group([...own], headings.options)
}

/** What yargs has no room for: command lines that can be copied whole, and what scripts must know. */
function notes(command: Command | null, help: HelpMessages): string[] {
  const examples = help.examples[command ?? 'keys'].map(([what, line]) => `  # ${what}\n  ${line}`)
  const endings = Object.entries(exitCodes).map(
    ([name, code]) => [String(code), help.endings[name as keyof typeof exitCodes]] as const,
  )
  return [
    `${help.headings.examples}\n${examples.join('\n')}`,
    `${help.headings.environment}\n${twoColumns(Object.entries(help.environment), WIDTH)}`,
    `${help.headings.endings}\n${twoColumns(endings, WIDTH)}`,
    ...(command ? [] : [help.more]),
  ]
}
