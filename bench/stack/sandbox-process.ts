import { createSandbox } from '../../packages/provider-sandbox/src'
import { answerEach } from './answering'

answerEach(async ({ keys }: { keys: string[] }) => {
  const { url } = await createSandbox({
    // Answers are whole: a hop is measured, and not a provider's thinking.
    chunkDelayMs: 0,
    keys: keys.map((key, index) => {
      return { name: `bench ${index + 1}`, key, behaviour: 'healthy', provider: 'openai' }
    }),
  })
  return url
})
