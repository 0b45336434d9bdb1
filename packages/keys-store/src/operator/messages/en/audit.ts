import type { Problem } from '../../../audit/audit-problem'

const number = new Intl.NumberFormat('en')
const entriesOf = (entries: number) =>
  `${number.format(entries)} ${entries === 1 ? 'entry' : 'entries'}`

/** What the first entry that does not hold means. */
function meaning(kind: Problem['kind']): string {
  switch (kind) {
    case 'hash':
      return 'what it says was changed after it was written'
    case 'previous_hash':
      return 'it does not follow the entry before it: one of the two was exchanged'
    case 'gap':
      return 'it is missing: somebody deleted it'
    case 'order':
      return 'it is earlier than the entry before it: entries were moved'
    case 'key_set':
      return 'the list of keys that it names is missing or was changed'
    case 'start':
      return 'the entries before it are missing, and no retention removed them'
    case 'head':
      return 'the audit ends elsewhere than its head says: one of the two was changed'
    case 'truncated':
      return 'it and what followed are missing: the end was cut off'
    case 'rewound':
      return 'a checkpoint was signed beyond the end: the audit was set back, perhaps by a backup'
    case 'checkpoint_hash':
      return 'a checkpoint was signed over another entry than stands there: the audit was rewritten'
    case 'checkpoint_signature':
      return 'the signature of its checkpoint is wrong: the checkpoint was changed'
    case 'checkpoint_signer':
      return 'its checkpoint was signed by a key that is not trusted'
    case 'export':
      return 'the exported file says something else than the table'
    default:
      return kind satisfies never
  }
}

/** What `keys audit` tells. */
export const audit = {
  meaning,
  verifying: 'Verifying the audit',
  progress: (rows: number, total: number) =>
    `${number.format(rows)} of ${number.format(total)} entries verified`,
  holds: 'The audit holds.',
  broken: (seq: string, what: string) => `The audit does not hold. First at entry ${seq}: ${what}.`,
  scope: ({ rows, first, last }: { rows: number; first: string; last: string }) =>
    rows === 0
      ? 'It has no entries yet.'
      : `${entriesOf(rows)} verified, from ${first} to ${last}.`,
  checkpoints: (count: number) =>
    count === 0
      ? 'No checkpoint vouches for it: whoever owns the database could have rewritten it whole. ' +
        'Export some with keys audit checkpoint, and keep them elsewhere.'
      : `${number.format(count)} ${count === 1 ? 'checkpoint vouches' : 'checkpoints vouch'} for it.`,
  untrusted: 'Signatures were checked against the keys of KEYS_ENCRYPTION_KEYS only.',
  noEntries: 'The audit has no entries yet: there is nothing to sign.',
  advice:
    'Keep a dump of the database as it is. Compare it with the file of AUDIT_SINK and with a backup ' +
    'around that entry, and find out who had the owner’s or a superuser’s password.',
  pruned: ({ removed, upTo }: { removed: number; upTo: string }) =>
    `${entriesOf(removed)} removed, up to ${upTo}. A checkpoint stands for them.`,
  nothingOld:
    'Nothing was removed: no checkpoint is that old, and entries go only as far as one. ' +
    'Sign one with keys audit checkpoint, and prune once it is old enough.',
  confirm: (day: string) =>
    `Entries before ${day} will be removed from the audit for good. Type that day to go on: `,
  notConfirmed: 'Nothing was removed: the day was not typed.',
  cannotAsk: 'Nobody can be asked here. Add --yes to remove entries without a question.',
  wrongSigner:
    'The checkpoint was not signed with a key of KEYS_ENCRYPTION_KEYS, so nothing was removed. ' +
    'Add the old key behind the others, or run keys audit verify to find out who signed it.',
}
