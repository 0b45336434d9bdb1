import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from './dice'
import type { Fault } from './faults/fault'
import type { Applied } from './judge/disturbance'
import { recoveryOf } from './judge/recovery'
import type { Probe } from './probe'
import { type Turn, turns } from './schedule'
import type { Stack } from './stack/stack'

/** All is well again so long after a fault: the longest pause between two tries, and a little. */
const RECOVERY_MS = 35_000

interface ApplyOptions {
  stack: Stack
  probe: Probe
  faults: readonly Fault[]
  dice: Dice
  durationMs: number
  isLong: boolean
  /** Whether somebody wants to end. */
  isStopped: () => boolean
  say: (line: string) => void
}

/** A first round that takes longer than planned, on a busy machine, is let go on for so many times its time. */
const PATIENCE = 2

/**
 * Breaks one thing after another, each at least once where that can be, and waits at the end until
 * all of it is well again, or ought to be.
 */
export async function applyFaults(options: ApplyOptions): Promise<Applied[]> {
  const { stack, probe, faults, dice, durationMs, isLong, isStopped, say } = options
  const applied: Applied[] = []
  const begin = Date.now()
  const isOver = () => {
    const ms = Date.now() - begin
    return ms >= durationMs && (applied.length >= faults.length || ms >= PATIENCE * durationMs)
  }
  for (const turn of turns(faults, { dice, isLong })) {
    await sleep(turn.pauseMs)
    if (isOver() || isStopped()) break
    say(`${turn.fault.name} for ${Math.round(turn.lastsMs)} ms`)
    applied.push(await applyOne(stack, turn, dice))
    if (isLong) await untilWell(applied, probe, isStopped)
  }
  await untilWell(applied, probe, isStopped)
  return applied
}

async function applyOne(stack: Stack, { fault, lastsMs }: Turn, dice: Dice): Promise<Applied> {
  const begin = Date.now()
  const mend = await fault.begin(stack, dice)
  await sleep(lastsMs)
  await mend()
  const { noticedMs = 0 } = fault
  return {
    fault: fault.name,
    begin,
    end: Date.now(),
    disturbs: fault.disturbs,
    noticedMs,
    recoveryMs: RECOVERY_MS + noticedMs,
  }
}

/** Until every fault was recovered from, or the time for it is over. */
async function untilWell(
  applied: readonly Applied[],
  { samples }: Probe,
  isStopped: () => boolean,
): Promise<void> {
  const over = Math.max(...applied.map(({ end, recoveryMs }) => end + recoveryMs))
  const isWell = () => applied.every((fault) => recoveryOf(fault, samples, applied).all !== null)
  while (!isStopped() && Date.now() < over && !isWell()) await sleep(200)
}
