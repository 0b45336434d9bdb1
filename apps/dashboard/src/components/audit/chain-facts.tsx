import type { AuditState } from '@itqan/keys-contract'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Moment } from '../keys/moment'

/** How long the chain is, who went through it, and what vouches for it. */
export function ChainFacts({ state }: { state: AuditState }) {
  const t = useTranslations('audit.state')
  const { hasSecondSink } = state
  return (
    <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
      <Entries state={state} />
      <Verification verification={state.lastVerification} />
      <Checkpoint checkpoint={state.lastCheckpoint} />
      <Fact
        name={t('sink')}
        value={t(hasSecondSink ? 'sinkOn' : 'sinkOff')}
        note={t(hasSecondSink ? 'sinkOnHint' : 'sinkOffHint')}
      />
    </dl>
  )
}

interface FactProps {
  name: string
  value: ReactNode
  note: ReactNode
}

function Fact({ name, value, note }: FactProps) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-[13px] text-ink-soft">{name}</dt>
      <dd className="text-base font-semibold">{value}</dd>
      <dd className="text-[13px] text-pretty text-ink-soft">{note}</dd>
    </div>
  )
}

function Entries({ state: { entries, first, last } }: { state: AuditState }) {
  const t = useTranslations('audit.state')
  const format = useFormatter()
  const note =
    first && last
      ? t('range', {
          first: format.number(first.seq),
          last: format.number(last.seq),
          since: format.dateTime(first.at, { dateStyle: 'medium' }),
        })
      : t('empty')
  return <Fact name={t('entries')} value={format.number(entries)} note={note} />
}

function Verification({ verification }: { verification: AuditState['lastVerification'] }) {
  const t = useTranslations('audit.state')
  const format = useFormatter()
  if (!verification) {
    return <Fact name={t('verification')} value={t('never')} note={t('neverHint')} />
  }
  const { at, by, firstSeq, lastSeq, problem } = verification
  const range = { first: format.number(firstSeq), last: format.number(lastSeq) }
  return (
    <Fact
      name={t('verification')}
      value={
        <>
          <span className={problem ? 'text-danger' : 'text-accent'}>
            {t(problem ? 'broken' : 'holds')}
          </span>
          <span className="ms-2 text-sm font-normal text-ink-soft">
            <Moment at={at} />
          </span>
        </>
      }
      note={by === null ? t('verifiedDaily', range) : t('verifiedBy', { ...range, by })}
    />
  )
}

function Checkpoint({ checkpoint }: { checkpoint: AuditState['lastCheckpoint'] }) {
  const t = useTranslations('audit.state')
  const format = useFormatter()
  if (!checkpoint) {
    return <Fact name={t('checkpoint')} value={t('noCheckpoint')} note={t('noCheckpointHint')} />
  }
  const { seq, at, publicKey } = checkpoint
  return (
    <Fact
      name={t('checkpoint')}
      value={<Moment at={at} />}
      note={
        <span title={publicKey}>
          {t('checkpointAt', { seq: format.number(seq), key: `${publicKey.slice(0, 8)}…` })}
        </span>
      }
    />
  )
}
