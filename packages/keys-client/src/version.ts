/** Goes up with each change that an app could notice. */
const VERSION = '1.0.0'

/** What the client says of itself with each request: the dashboard shows which app is behind. */
export const CLIENT_NAME = `itqan-keys-client/${VERSION}`
