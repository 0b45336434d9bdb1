/** No input of ours is deeper than 5. */
const MAX_DEPTH = 32

/**
 * What superjson may make of an input's parts. Of what else it knows, one number in an input becomes
 * gigabytes of a typed array, and text becomes a regular expression.
 */
const types: ReadonlySet<unknown> = new Set(['Date', 'undefined', 'number'])

/** Names that lead to what all objects share. */
const shared = /(^|\.)(__proto__|constructor|prototype)($|\.)/

/**
 * Whether superjson may read an input, seen before it does: `{ json, meta }`, not deep, with no types
 * but those of our procedures. Nothing is asked of a value that is no object: the schema answers that.
 */
export function isPlainInput(input: unknown): boolean {
  return isShallow(input) && hasPlainMeta(input)
}

/** Without recursion, which a deep input would exhaust. */
function isShallow(input: unknown): boolean {
  let level = [input]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return false
    level = level.flatMap(childrenOf)
  }
  return true
}

function hasPlainMeta(input: unknown): boolean {
  if (!isObject(input) || !('meta' in input) || input.meta === undefined) return true
  if (!isObject(input.meta)) return false
  const { values = {}, referentialEqualities = {} } = input.meta as Record<string, unknown>
  return isPlainTree(values) && arePaths(referentialEqualities)
}

/** A tree of annotations: `{ path: [type, children?] }`, or one annotation for the whole. */
function isPlainTree(tree: unknown): boolean {
  if (Array.isArray(tree)) {
    const parts: readonly unknown[] = tree
    const [type, children = {}] = parts
    return types.has(type) && isPlainTree(children)
  }
  return (
    isObject(tree) &&
    Object.entries(tree).every(([path, part]) => isPath(path) && isPlainTree(part))
  )
}

/** Who is the same as whom: `{ path: [path, …] }`. */
function arePaths(equalities: unknown): boolean {
  if (!isObject(equalities) || Array.isArray(equalities)) return false
  return Object.entries(equalities).every(
    ([path, others]) => isPath(path) && Array.isArray(others) && others.every(isPath),
  )
}

const isPath = (path: unknown): boolean => typeof path === 'string' && !shared.test(path)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const childrenOf = (value: unknown): unknown[] => (isObject(value) ? Object.values(value) : [])
