import { useTranslations } from 'next-intl'
import { failureOf } from '../../lib/failure'
import { toast } from '../../lib/toast'
import { useTRPCClient } from '../../trpc/client'
import { useFailureText } from '../shell/use-failure-text'

/** A toast's button that asks the provider whether it takes a key, and says what it answered. */
export function useOfferTest() {
  const t = useTranslations('addOptions')
  const outcomes = useTranslations('outcomes')
  const client = useTRPCClient()
  const failureText = useFailureText()

  async function test({ id, name }: { id: string; name: string }) {
    const progress = toast.loading(t('testing', { name }))
    try {
      const { outcome, latencyMs } = await client.keys.test.mutate({ keyId: id })
      const text = t('tested', { name, outcome: outcomes(outcome), ms: Math.round(latencyMs) })
      if (outcome === 'ok') toast.success(text, { id: progress })
      else toast.error(text, { id: progress })
    } catch (error) {
      toast.error(failureText(failureOf(error)), { id: progress })
    }
  }

  return (key: { id: string; name: string }) => ({
    label: t('test'),
    onClick: () => void test(key),
  })
}
