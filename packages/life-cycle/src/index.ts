export { type DrainJobs, type DrainTimes } from './drain'
export { liveAnswer, readyAnswer } from './health-answers'
export { beginLife, type Life, type LifeOptions } from './life'
export { createReadiness, type Readiness } from './readiness'
