import type { Problem } from './audit-problem'
import { type Checkpoint, isSigned } from './checkpoint'

export interface TrustOptions {
  /** Whose checkpoints are believed, raw Ed25519 keys in base64. Default: any whose signature is right. */
  publicKeys?: readonly string[]
}

/** Whether a checkpoint was signed, and by somebody who is believed. */
export function checkSignature(checkpoint: Checkpoint, { publicKeys }: TrustOptions) {
  const { seq, publicKey } = checkpoint
  if (publicKeys && !publicKeys.includes(publicKey)) return problem(seq, 'checkpoint_signer')
  return isSigned(checkpoint) ? null : problem(seq, 'checkpoint_signature')
}

const problem = (seq: bigint, kind: Problem['kind']): Problem => ({ seq, kind })
