import { splitIntoChunks } from './chunks'

/** The part of Gemini's GenerateContentResponse that the sandbox speaks. */
export interface GenerateContentResponse {
  candidates: {
    content: { role: 'model'; parts: { text: string }[] }
    finishReason?: 'STOP'
    index: number
  }[]
  usageMetadata?: {
    promptTokenCount: number
    candidatesTokenCount: number
    totalTokenCount: number
  }
  modelVersion: string
}

interface ResponseOptions {
  model: string
  userText: string
  /** What the model says. */
  text: string
  /** In how many chunks at most. */
  chunks: number
}

/** Builds an answer, in chunks. The last one says why the model stopped and what it cost. */
export function generateResponses(options: ResponseOptions): GenerateContentResponse[] {
  const { model, userText, text, chunks } = options
  const texts = splitIntoChunks(text, chunks)
  return texts.map((chunk, index) => {
    const last = index === texts.length - 1
    const content = { role: 'model' as const, parts: [{ text: chunk }] }
    return {
      candidates: [{ content, ...(last ? { finishReason: 'STOP' as const } : {}), index: 0 }],
      ...(last ? { usageMetadata: usageOf(userText, text) } : {}),
      modelVersion: model,
    }
  })
}

function usageOf(prompt: string, answer: string) {
  const promptTokenCount = tokensIn(prompt)
  const candidatesTokenCount = tokensIn(answer)
  const totalTokenCount = promptTokenCount + candidatesTokenCount
  return { promptTokenCount, candidatesTokenCount, totalTokenCount }
}

/** The usual rule of thumb. */
function tokensIn(text: string): number {
  return Math.ceil(text.length / 4)
}
