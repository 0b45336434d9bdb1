export { createInProcessLink, type InProcessLinkOptions } from './in-process-link'
