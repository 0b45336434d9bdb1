import { getEnv } from './env'

/** A server with a wrong environment says so at its start, not at its first visitor. */
export function register() {
  getEnv()
}
