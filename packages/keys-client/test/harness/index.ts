export { inProcessWay, type ServedPool } from './in-process-way'
export type { Way } from './way'
