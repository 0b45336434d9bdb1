import path from 'node:path'
import type { Cited, Document } from './markdown'

/** What the documents may cite. */
export interface Repository {
  /** Files and folders, from the root, with forward slashes and no trailing one. */
  paths: ReadonlySet<string>
  /** Scripts by workspace; the root's under ''. */
  scripts: ReadonlyMap<string, ReadonlySet<string>>
}

const pnpmCommands =
  /^(?:add|audit|dedupe|dlx|exec|i|import|install|list|ls|outdated|prune|rebuild|remove|store|update|why)$/

/** `pnpm [--filter workspace] [-flags] [run] name`, with or without a version of pnpm. */
const pnpmCall =
  /(?:^|[\s;&|(])pnpm(?:@[\d.]+)?(?: +(?:-F|--filter)[ =](\S+))?(?: +-\S+)*(?: +run)? +([a-z][\w:.-]*)/g

const fileName = /\.(?:tsx?|m[tj]s|json|ya?ml|md|sql|prisma|css|sh)$/

function toPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?|\{|\}|,/g, (mark) => {
      if (mark.startsWith('**')) return '.*'
      return { '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' }[mark] ?? mark
    })
  return new RegExp(`^(?:.*/)?${source}$`)
}

/** A path written in full must stand where it says; `src/link.ts` may stand in any workspace. */
function isThere(cited: string, { paths }: Repository): boolean {
  const wanted = cited
    .replace(/^\.\//, '')
    .replace(/\/$/, '')
    .replace(/:\d+(?:-\d+)?$/, '')
  if (/[*{?]/.test(wanted)) {
    const pattern = toPattern(wanted)
    return [...paths].some((known) => pattern.test(known))
  }
  if (paths.has(wanted)) return true
  const isFull = paths.has(wanted.split('/')[0] ?? '')
  return !isFull && [...paths].some((known) => known.endsWith(`/${wanted}`))
}

/** Whether a piece of inline code means a file or a folder of this repository. */
function looksLikePath(code: string, { paths }: Repository): boolean {
  if (!/^[\w.][\w./*{},?:@()[\]-]*$/.test(code) || /^\.\.\/|^\.env/.test(code)) return false
  const first = code.replace(/^\.\//, '').split('/')[0] ?? ''
  return (code.includes('/') && paths.has(first)) || fileName.test(code.replace(/:\d+$/, ''))
}

function linkProblem(
  document: Document,
  link: string,
  { repository, documents }: { repository: Repository; documents: readonly Document[] },
): string | null {
  if (/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(link)) return null
  const [target = '', anchor] = decodeURI(link).split('#')
  const file = target
    ? path.posix.join(path.posix.dirname(document.path), target).replace(/\/$/, '')
    : document.path
  if (file !== '.' && !repository.paths.has(file)) return `links to ${link}, which is not there`
  const there = documents.find((other) => other.path === file)
  if (anchor && there && !there.anchors.has(anchor)) {
    return `links to ${link}, but ${file} has no such heading`
  }
  return null
}

function commandProblems(command: string, { scripts }: Repository): string[] {
  const calls = command.replace(/(^|\s)#.*/, '').matchAll(pnpmCall)
  return [...calls].flatMap(([, workspace = '', name = '']) => {
    const known = scripts.get(workspace)
    if (!known) return [`names the workspace ${workspace}, which is not there`]
    if (known.has(name) || pnpmCommands.test(name)) return []
    return [`runs pnpm ${name}, which is no script of ${workspace || 'the root'}`]
  })
}

/** Everything the documents cite that the repository does not have. */
export function findStale(documents: readonly Document[], repository: Repository): string[] {
  return documents.flatMap((document) => {
    const problems: Cited[] = [
      ...document.links.flatMap(({ text, line }) => {
        const problem = linkProblem(document, text, { repository, documents })
        return problem ? [{ line, text: problem }] : []
      }),
      ...document.codes
        .filter(({ text }) => looksLikePath(text, repository) && !isThere(text, repository))
        .map(({ line, text }) => ({ line, text: `cites ${text}, which is not there` })),
      ...document.commands.flatMap(({ line, text }) =>
        commandProblems(text, repository).map((problem) => ({ line, text: problem })),
      ),
    ]
    return problems
      .toSorted((a, b) => a.line - b.line)
      .map(({ line, text }) => `${document.path}:${line} ${text}`)
  })
}
