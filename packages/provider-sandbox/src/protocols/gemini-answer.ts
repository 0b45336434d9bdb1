import type { Answer } from '../answer'

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

/** Builds an answer of some texts. The last one says why the model stopped and what it cost. */
export function generateResponses(
  answer: Answer,
  texts: readonly string[],
): GenerateContentResponse[] {
  return texts.map((text, index) => {
    const last = index === texts.length - 1
    const content = { role: 'model' as const, parts: [{ text }] }
    return {
      candidates: [{ content, ...(last ? { finishReason: 'STOP' as const } : {}), index: 0 }],
      ...(last ? { usageMetadata: usageOf(answer) } : {}),
      modelVersion: answer.model,
    }
  })
}

function usageOf({ promptTokens, answerTokens, totalTokens }: Answer) {
  return {
    promptTokenCount: promptTokens,
    candidatesTokenCount: answerTokens,
    totalTokenCount: totalTokens,
  }
}
