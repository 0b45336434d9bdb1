import { readFile } from 'node:fs/promises'
import { childrenOf } from '../../testbed/postgres'

/** Processor time, in milliseconds. */
export interface Cpu {
  user: number
  system: number
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10

/** Of a process that runs, with all its threads. */
export async function cpuOf(pid: number): Promise<Cpu> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name, in parentheses, may hold spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { user: Number(fields[11]) * TICK_MS, system: Number(fields[12]) * TICK_MS }
}

/** Of a server's process and all of its children that still run. */
export async function cpuOfFamily(pid: number): Promise<Cpu> {
  const all = await Promise.all([pid, ...(await childrenOf(pid))].map(orNothing))
  const sum = (part: keyof Cpu) => all.reduce((total, cpu) => total + cpu[part], 0)
  return { user: sum('user'), system: sum('system') }
}

const orNothing = (pid: number) => cpuOf(pid).catch(() => ({ user: 0, system: 0 }))

/** What share of one core was used in a time of so many milliseconds. */
export function shareOf(before: Cpu, after: Cpu, ms: number): number {
  return (after.user + after.system - before.user - before.system) / ms
}
