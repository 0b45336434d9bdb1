/** Why the first run stopped, in words that say what to do. Nothing was changed by then. */
export class FirstRunError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FirstRunError'
  }
}
