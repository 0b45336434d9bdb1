// What took the most time of its own in a profile: npx tsx bench/profiles/summarise.ts FILE [lines]
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

interface CallFrame {
  functionName: string
  url: string
  lineNumber: number
}

interface Profile {
  nodes: { id: number; callFrame: CallFrame }[]
  samples: number[]
  timeDeltas: number[]
}

const [, , file = '', lines = '40'] = process.argv
const bytes = await readFile(file)
const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
const { nodes, samples, timeDeltas } = JSON.parse(text) as Profile

const frames = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
const own = new Map<string, number>()
let total = 0
for (const [index, id] of samples.entries()) {
  const took = timeDeltas[index] ?? 0
  const name = frames.get(id) ?? '?'
  if (name === '(idle)') continue
  own.set(name, (own.get(name) ?? 0) + took)
  total += took
}

const sorted = [...own].toSorted(([, a], [, b]) => b - a).slice(0, Number(lines))
process.stdout.write(`${path.basename(file)}: ${Math.round(total / 1_000)} ms busy\n`)
for (const [name, took] of sorted) {
  const share = ((took / total) * 100).toFixed(1).padStart(5)
  process.stdout.write(`${share} %  ${name}\n`)
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const where = url.replace(/^.*(node_modules|chunks|apps)\//, '')
  return `${functionName || '(anonymous)'}${where && ` ${where}:${lineNumber + 1}`}`
}
