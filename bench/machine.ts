import { cpus, release, totalmem, type } from 'node:os'

/** What the figures were taken on. */
export interface Machine {
  date: string
  node: string
  system: string
  cpu: string
  cores: number
  memoryGb: number
}

export function describeMachine(): Machine {
  const all = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    system: `${type()} ${release()}`,
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  }
}
