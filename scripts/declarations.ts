/** A word that must not stand in the router's emitted declarations, and its line. */
export interface Finding {
  word: 'any' | 'Prisma'
  text: string
}

const commentOrLiteral =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g

/** `any` as a type: neither `x.any`, nor a member called `any`, nor `anyone`. */
const anyType = /(?<![\w$.])any(?![\w$(]|\??:)/

/** Blanks a piece of source and keeps its lines. */
const blank = (piece: string) => piece.replace(/[^\n]/g, ' ')

/** Source without comments; `bare` is also without text, save what a template computes. */
function strip(source: string): { code: string; bare: string } {
  const code = source.replace(commentOrLiteral, (piece) =>
    piece.startsWith('/') ? blank(piece) : piece,
  )
  const bare = code.replace(commentOrLiteral, (piece) =>
    piece.startsWith('`')
      ? piece.replace(/\$\{[^}]*\}|[^\n]/g, (part) => (part.length > 1 ? part : ' '))
      : blank(piece),
  )
  return { code, bare }
}

/** Finds every line that names Prisma (an import's path included) or gives up a type. */
export function findForbidden(declarations: string): Finding[] {
  const { code, bare } = strip(declarations)
  const bareLines = bare.split('\n')
  return code.split('\n').flatMap((text, index) => {
    const found: Finding[] = []
    if (/prisma/i.test(text)) found.push({ word: 'Prisma', text: text.trim() })
    if (anyType.test(bareLines[index] ?? '')) found.push({ word: 'any', text: text.trim() })
    return found
  })
}
