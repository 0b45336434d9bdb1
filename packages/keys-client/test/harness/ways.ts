import { overHttp, overHttpPolling } from './http-way'
import { inProcess } from './in-process-way'
import type { Way } from './way'

/** Every way to the router: a case that is driven over them holds for each. */
export const ways: readonly Way[] = [overHttp, overHttpPolling, inProcess]
