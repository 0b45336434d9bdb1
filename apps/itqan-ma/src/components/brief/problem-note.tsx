import { useTranslations } from 'next-intl'
import type { Problem } from './problem'

export function ProblemNote({ problem, id }: { problem: Problem; id?: string }) {
  return (
    <p
      id={id}
      role="alert"
      data-testid="problem"
      data-code={problem.code}
      className="mt-5 rounded-[3px] border-l-4 border-alarm bg-alarm-wash px-4 py-3 text-pretty"
    >
      {useProblemText(problem)}
    </p>
  )
}

function useProblemText(problem: Problem): string {
  const t = useTranslations('Problem')
  if (problem.code === 'tooShort') return t('tooShort', { min: problem.min })
  if (problem.code === 'tooLong') return t('tooLong', { over: problem.over })
  return t(problem.code)
}
