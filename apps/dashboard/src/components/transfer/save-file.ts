interface FileToSave {
  name: string
  type: string
  parts: string[]
}

/** Has the browser save what the page made. */
export function saveFile({ name, type, parts }: FileToSave): void {
  const url = URL.createObjectURL(new Blob(parts, { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Safari reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
