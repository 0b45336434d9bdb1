import { startPatience } from './patience'

/** Rejects when there is no answer in time; what is late is passed over. */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let stop: (() => void) | undefined
  const late = new Promise<never>((_resolve, reject) => {
    stop = startPatience(ms, () => reject(new Error(`No answer within ${ms} ms`)))
  })
  // Nobody waits any more for what fails after its time.
  answer.catch(() => undefined)
  return Promise.race([answer, late]).finally(() => stop?.())
}
