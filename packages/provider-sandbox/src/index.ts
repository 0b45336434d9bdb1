export type { Behaviour } from './behaviour'
export { createSandbox, type Sandbox, type SandboxOptions } from './create-sandbox'
export type { RecordedRequest } from './journal'
export { firstRunKeys, sandboxKeys, type SandboxKey } from './sandbox-keys'
