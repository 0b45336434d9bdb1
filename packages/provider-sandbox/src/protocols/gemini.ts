import type { AnswerFormat, Protocol, Route } from '../protocol'
import { generateResponses } from './gemini-answer'
import { geminiErrors } from './gemini-errors'

type FormatOf = Route['format']

/** Gemini names the model and the format in the address. */
export const geminiProtocol: Protocol = {
  provider: 'gemini',
  routes: [
    route({ verb: 'generateContent', query: '', format: () => 'single' }),
    route({ verb: 'streamGenerateContent', query: '?alt=sse', format: streamFormat }),
  ],
  models: {
    path: '/v1beta/models',
    body: (names) => ({
      models: names.map((name) => ({
        name: `models/${name}`,
        displayName: name,
        supportedGenerationMethods: ['generateContent'],
      })),
    }),
  },
  // A key in the address is as good as none, so that logs keep none.
  keyOf: (call) => (call.search.has('key') ? null : call.header('x-goog-api-key')),
  errors: geminiErrors,
}

function route({ verb, query, format }: { verb: string; query: string; format: FormatOf }): Route {
  return {
    shown: `/v1beta/models/{model}:${verb}${query}`,
    pattern: new RegExp(`^/v1beta/models/(?<model>[^/:]+):${verb}$`),
    format,
    turnsField: 'contents',
    conversation: (body) => ({
      turns: body['contents'],
      instructions: body['systemInstruction'] ?? body['system_instruction'],
    }),
    single: (answer) => generateResponses(answer, [answer.text])[0],
    events: (answer) => generateResponses(answer, answer.chunks).map((data) => ({ data })),
    errorEvent: (data) => ({ data }),
  }
}

function streamFormat({ search }: Parameters<FormatOf>[0]): AnswerFormat {
  return search.get('alt') === 'sse' ? 'sse' : 'array'
}
