import { useTranslations } from 'next-intl'
import { appEnvironment } from '../../lib/apps/recipes'
import type { Rotation, RotationStep } from '../../lib/apps/rotation'
import { CodeBlock } from './code-block'
import { RemovalAdvice } from './removal-advice'
import { SecretUse } from './secret-use'
import { Step, type StepState, StepStatus, StepText } from './step'

interface AddSecretStepProps extends Rotation {
  /** The new secret as it is listed. */
  entry: string
  /** How many are accepted now. */
  count: number
}

export function AddSecretStep({ step, entry, count }: AddSecretStepProps) {
  const t = useTranslations('apps')
  const isDone = step !== 'add'
  return (
    <Step number={1} title={t('rotate.add')} state={stateAt(step, 'add')}>
      {isDone ? null : (
        <>
          <StepText>{t('rotate.addBody')}</StepText>
          <CodeBlock label={t('add.entryLabel')} code={`${entry},`} />
          <StepText>{t('add.secretOnce')}</StepText>
        </>
      )}
      <StepStatus isDone={isDone}>
        {isDone ? t('rotate.added') : t('rotate.addRemains', { count })}
      </StepStatus>
    </Step>
  )
}

interface DeployStepProps extends Rotation {
  name: string
  entry: string
  url: string
  /** The fingerprint of the secret that was made here; `null` where the browser cannot tell. */
  made: string | null
}

export function DeployStep({ step, next, name, entry, url, made }: DeployStepProps) {
  const t = useTranslations('apps')
  const isDue = step === 'add' || step === 'deploy'
  // Where another secret takes over than the one that was made here, its lines are not known.
  const isOurs = next === null || next.fingerprint === made
  return (
    <Step number={2} title={t('rotate.deploy', { app: name })} state={stateAt(step, 'deploy')}>
      {isDue ? <StepText>{t('rotate.deployBody')}</StepText> : null}
      {isDue && isOurs ? (
        <CodeBlock label={t('add.environmentLabel')} code={appEnvironment({ url, entry })} />
      ) : null}
      {next ? (
        <StepStatus isDone={!isDue}>
          {t('rotate.newOne')} <SecretUse secret={next} />
        </StepStatus>
      ) : null}
    </Step>
  )
}

export function RemoveStep({ step, old, safeAt }: Rotation) {
  const t = useTranslations('apps.rotate')
  return (
    <Step number={3} title={t('remove')} state={stateAt(step, 'remove')}>
      {old.map((secret) => (
        <StepStatus key={secret.fingerprint} isDone={step === 'remove'}>
          {t('oldOne')} <SecretUse secret={secret} />
        </StepStatus>
      ))}
      {step === 'add' || step === 'done' ? null : (
        <StepText>
          <RemovalAdvice step={step} safeAt={safeAt} />
        </StepText>
      )}
    </Step>
  )
}

export function DoneStep({ step }: Rotation) {
  const t = useTranslations('apps.rotate')
  return (
    <Step number={4} title={t('done')} state={step === 'done' ? 'done' : 'later'}>
      {step === 'done' ? <StepStatus isDone>{t('doneBody')}</StepStatus> : null}
    </Step>
  )
}

const order = { add: 0, deploy: 1, wait: 2, remove: 2, done: 3 } as const

function stateAt(current: RotationStep, step: 'add' | 'deploy' | 'remove'): StepState {
  const distance = order[step] - order[current]
  if (distance === 0) return 'now'
  return distance < 0 ? 'done' : 'later'
}
