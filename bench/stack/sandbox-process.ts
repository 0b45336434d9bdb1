import { createSandbox } from '../../packages/provider-sandbox/src'
import { answerEach } from './answering'

answerEach(async ({ keys }: { keys: string[] }) => {
  const { url } = await createSandbox({
    keys: keys.map((key, index) => {
      return { name: `bench ${index + 1}`, key, behaviour: 'healthy', provider: 'openai' }
    }),
  })
  return url
})
