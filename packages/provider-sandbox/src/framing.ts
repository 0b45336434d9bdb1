import { writeBrief } from './brief'
import type { AnswerFormat } from './call'
import { splitIntoChunks } from './chunks'
import { generateResponses } from './generate-response'
import type { Prompt } from './prompt'

const STREAM_CHUNKS = 32

interface FrameOptions {
  model: string
  prompt: Prompt
  format: AnswerFormat
}

/** Writes an answer's body as the pieces that go over the wire one by one. */
export function framePieces({ model, prompt, format }: FrameOptions): string[] {
  const chunks = format === 'single' ? 1 : STREAM_CHUNKS
  const { userText } = prompt
  const responses = generateResponses({ model, userText, text: writeBrief(prompt), chunks })
  switch (format) {
    case 'single':
      // In two pieces, so that there is a middle to be cut at.
      return splitIntoChunks(JSON.stringify(responses[0]), 2)
    case 'array':
      return responses.map((response, index) => {
        const end = index === responses.length - 1 ? ']' : ''
        return `${index === 0 ? '[' : ',\r\n'}${JSON.stringify(response)}${end}`
      })
    case 'sse':
      return responses.map((response) => `data: ${JSON.stringify(response)}\n\n`)
    default:
      return format satisfies never
  }
}

export function contentTypeOf(format: AnswerFormat): string {
  return format === 'sse' ? 'text/event-stream' : 'application/json; charset=utf-8'
}
