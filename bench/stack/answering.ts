/** What a process answers to a question. */
export type Answer = { value: unknown } | { error: string }

/** Answers the questions of whoever started this process, until that one lets go. */
export function answerEach<Q>(answer: (question: Q) => Promise<unknown>): void {
  process.on('message', (question: Q) => {
    void answer(question).then(
      (value) => tell({ value }),
      (error: unknown) => tell({ error: error instanceof Error ? error.message : 'unknown' }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}

const tell = (answer: Answer) => void process.send?.(answer)
