/** One line of the text that Prometheus reads. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

const comment =
  /^# (HELP [a-zA-Z_:][\w:]* .*|TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram)|UNIT .*)$/
const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?[\d.]+(?:e[+-]?\d+)?|\+Inf|NaN)(?: \d+)?$/
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/g

/** Reads all of it, strictly: a sample of no announced type is an error, as is any other line. */
export function readExposition(text: string): Sample[] {
  const types = new Set<string>()
  if (!text.endsWith('\n')) throw new Error('The last line has no end')
  return text
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('#')) {
        const read = comment.exec(line)
        if (!read) throw new Error(`No comment of the format: ${line}`)
        if (line.startsWith('# TYPE ')) types.add(line.split(' ')[2] ?? '')
        return []
      }
      const [, name = '', labels = '', value = ''] = sample.exec(line) ?? []
      const family = name.replace(/_(bucket|sum|count)$/, '')
      if (!types.has(name) && !types.has(family)) throw new Error(`A sample of no type: ${line}`)
      return [
        { name, labels: readLabels(labels), value: Number(value.replace('+Inf', 'Infinity')) },
      ]
    })
}

function readLabels(labels: string): Record<string, string> {
  if (labels.replaceAll(label, '') !== '') throw new Error(`No labels: ${labels}`)
  return Object.fromEntries(
    Array.from(labels.matchAll(label), ([, name = '', value = '']) => [name, value]),
  )
}
