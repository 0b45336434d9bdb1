import type { SecretScope } from '@itqan/keys-contract'
import { useTranslations } from 'next-intl'
import type { NewAppProgress } from '../../lib/apps/new-app-progress'
import { appEnvironment, callCode, curlCheck, reportCode } from '../../lib/apps/recipes'
import { CodeBlock } from './code-block'
import { Step, StepStatus, StepText } from './step'

interface NewAppStepsProps extends Omit<NewAppProgress, 'nameProblem'> {
  app: string
  scope: SecretScope
  /** The secret as it is listed. */
  entry: string
  url: string
}

/** What to do once an app has a name, and how much of it the dashboard has seen. */
export function NewAppSteps({ app, scope, entry, url, isConfigured, isSeen }: NewAppStepsProps) {
  const t = useTranslations('apps.add')
  const ownState = isSeen ? 'done' : 'open'
  return (
    <>
      <Step number={2} title={t('allow')} state={isConfigured ? 'done' : 'now'}>
        <StepText>{t('allowBody')}</StepText>
        <CodeBlock label={t('entryLabel')} code={entry} />
        <StepText>{t('secretOnce')}</StepText>
        <StepStatus isDone={isConfigured}>
          {t(isConfigured ? 'allowed' : 'allowRemains')}
        </StepStatus>
      </Step>
      <Step number={3} title={t('configure')} state={ownState}>
        <StepText>{t('configureBody')}</StepText>
        <CodeBlock label={t('environmentLabel')} code={appEnvironment({ url, entry })} />
      </Step>
      <Step number={4} title={t('call')} state={ownState}>
        <CodeBlock
          label={t('codeLabel')}
          code={scope.canRead ? callCode(scope.provider) : reportCode}
        />
      </Step>
      <Step number={5} title={t('check')} state={isConfigured && !isSeen ? 'now' : ownState}>
        <StepText>{t(scope.canRead ? 'checkBody' : 'checkReportBody')}</StepText>
        <CodeBlock label={t('checkLabel')} code={curlCheck({ url, entry, ...scope })} />
        <StepStatus isDone={isSeen}>
          {isSeen ? t('seen', { app }) : t(isConfigured ? 'seenRemains' : 'firstAllow')}
        </StepStatus>
      </Step>
    </>
  )
}
