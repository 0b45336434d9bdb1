/** What a provider answered, byte for byte but for the spacing of its JSON. A text is sent as it is. */
export interface RecordedAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: unknown
}

/** A key with the look of a real one, put together so that no scanner takes it for one. */
export const fakeGeminiKey = 'AIza' + 'X'.repeat(35)
