import { Presets, SingleBar } from 'cli-progress'
import type { Io } from './io'

/** Says how far a long job has come: a bar where somebody looks, else a line now and then. */
export interface Progress {
  tell(done: number, total: number): void
  /** Leaves the line to others. */
  stop(): void
}

/** Of the whole, from one line to the next. */
const LINE_EVERY = 0.1

interface Words {
  title: string
  line(done: number, total: number): string
}

export function startProgress(io: Io, { title, line }: Words): Progress {
  const { screen } = io
  return screen ? drawBar(screen, title) : writeLines(io, line)
}

function drawBar(stream: NodeJS.WriteStream, title: string): Progress {
  const format = `${title} {bar} {percentage} %  {value}/{total}`
  const bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic)
  let isOn = false
  return {
    tell(done, total) {
      if (!isOn) bar.start(total, done)
      isOn = true
      bar.setTotal(total)
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}

function writeLines(io: Io, line: Words['line']): Progress {
  let told = 0
  return {
    tell(done, total) {
      if (done < total && (done - told) / total < LINE_EVERY) return
      told = done
      io.err(line(done, total))
    },
    stop: () => undefined,
  }
}
