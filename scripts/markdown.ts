import { fromMarkdown } from 'mdast-util-from-markdown'

/** What one Markdown file says about the repository it stands in. */
export interface Document {
  /** Path from the repository's root, with forward slashes. */
  path: string
  /** The anchors of its headings, as GitHub names them. */
  anchors: Set<string>
  /** Targets of links and images. */
  links: Cited[]
  /** Text set as inline code. */
  codes: Cited[]
  /** Inline code and the lines of code blocks: where commands stand. */
  commands: Cited[]
}

export interface Cited {
  text: string
  line: number
}

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number]

function plainText(node: Node): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(plainText).join('') : ''
}

/** The anchor GitHub gives a heading; the second of the same name gets `-1`, and so on. */
function anchorOf(heading: string, taken: ReadonlySet<string>): string {
  const slug = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')
  let anchor = slug
  for (let n = 1; taken.has(anchor); n++) anchor = `${slug}-${n}`
  return anchor
}

function withChildren(node: Node): Node[] {
  return 'children' in node ? [node, ...node.children.flatMap(withChildren)] : [node]
}

function linksOf(node: Node): string[] {
  if ('url' in node) return [node.url]
  if (node.type !== 'html') return []
  return [...node.value.matchAll(/\b(?:src|href)="([^"]*)"/g)].map(([, url = '']) => url)
}

function commandsOf(node: Node): string[] {
  if (node.type === 'inlineCode') return [node.value]
  // The first line of a block is its fence.
  return node.type === 'code' ? ['', ...node.value.split('\n')] : []
}

/** Reads one Markdown file into what can be checked. */
export function readDocument(path: string, source: string): Document {
  const nodes = withChildren(fromMarkdown(source))
  const cited = (read: (node: Node) => string[]): Cited[] =>
    nodes.flatMap((node) => {
      const first = node.position?.start.line ?? 1
      const step = node.type === 'code' ? 1 : 0
      return read(node).map((text, index) => ({ text, line: first + index * step }))
    })
  const anchors = new Set<string>()
  for (const node of nodes) {
    if (node.type === 'heading') anchors.add(anchorOf(plainText(node), anchors))
  }
  return {
    path,
    anchors,
    links: cited(linksOf),
    codes: cited((node) => (node.type === 'inlineCode' ? [node.value] : [])),
    commands: cited(commandsOf),
  }
}
