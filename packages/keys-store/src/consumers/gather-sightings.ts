import type { Sighting } from '@itqan/keys-router'

/** What is not yet stored of one app. Versions that nobody told leave those that stand there. */
export interface Unstored {
  app: string
  appVersion: string | null
  clientVersion: string | null
  firstAt: Date
  lastListAt: Date | null
  lastReportAt: Date | null
  epoch: number | null
}

const nothing = { appVersion: null, clientVersion: null, lastListAt: null, lastReportAt: null }

/** Adds one sighting to what is known. */
export function withSighting(before: Unstored | undefined, sighting: Sighting): Unstored {
  const { app, at, answer } = sighting
  const known = before ?? { ...nothing, app, firstAt: at, epoch: null }
  return {
    ...known,
    appVersion: sighting.appVersion ?? known.appVersion,
    clientVersion: sighting.clientVersion ?? known.clientVersion,
    lastListAt: answer?.to === 'list' ? at : known.lastListAt,
    lastReportAt: answer?.to === 'report' ? at : known.lastReportAt,
    // Of two answers that crossed, the later epoch is what the app knows.
    epoch: answer ? Math.max(answer.epoch, known.epoch ?? 0) : known.epoch,
  }
}

/** Puts what could not be stored under what came since. */
export function withUnstored(later: Unstored | undefined, failed: Unstored): Unstored {
  if (!later) return failed
  return {
    app: later.app,
    appVersion: later.appVersion ?? failed.appVersion,
    clientVersion: later.clientVersion ?? failed.clientVersion,
    firstAt: failed.firstAt,
    lastListAt: later.lastListAt ?? failed.lastListAt,
    lastReportAt: later.lastReportAt ?? failed.lastReportAt,
    epoch: later.epoch === null ? failed.epoch : Math.max(later.epoch, failed.epoch ?? 0),
  }
}
