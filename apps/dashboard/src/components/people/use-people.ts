import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { peopleFailureOf } from '../../lib/people-failure'
import { toast } from '../../lib/toast'
import { useOneAtATime } from '../../lib/use-one-at-a-time'
import { useTRPC, useTRPCClient } from '../../trpc/client'
import { useFailureText } from '../shell/use-failure-text'

/** Says a failure with people in the page's language. */
export function usePeopleFailureText(): (error: unknown) => string {
  const t = useTranslations('people.failure')
  const failureText = useFailureText()
  return (error) => {
    const failure = peopleFailureOf(error)
    return failure.kind === 'other' ? failureText(failure.failure) : t(failure.kind)
  }
}

export interface PeopleChange {
  /** Does it, reads the list again, says `done`. @returns whether it was done. */
  change: (job: PeopleJob, done: ReactNode) => Promise<boolean>
  isPending: boolean
  problem: string | null
}

type PeopleJob = (people: ReturnType<typeof useTRPCClient>['people']) => Promise<unknown>

/** @param onProblem where a problem is said that no dialog stays open for. */
export function usePeopleChange(onProblem?: (problem: string) => void): PeopleChange {
  const trpc = useTRPC()
  const { people } = useTRPCClient()
  const queryClient = useQueryClient()
  const failureText = usePeopleFailureText()
  const once = useOneAtATime()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function change(job: PeopleJob, done: ReactNode): Promise<boolean> {
    let isDone = false
    await once(async () => {
      setPending(true)
      setProblem(null)
      try {
        await job(people)
        isDone = true
        toast(done)
      } catch (error) {
        const text = failureText(error)
        setProblem(text)
        onProblem?.(text)
      }
      await queryClient.invalidateQueries({ queryKey: trpc.people.pathKey() })
      setPending(false)
    })
    return isDone
  }

  return { change, isPending, problem }
}
