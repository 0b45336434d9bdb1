import { FileTextIcon, XIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, useId, useRef, useState } from 'react'
import { cn } from '../../lib/cn'
import { decodeFile, MAX_FILE_BYTES } from '../../lib/import/decode-file'
import { Button } from '../ui/button'
import type { Draft } from './draft'

type TextOf = Pick<Draft, 'text' | 'file'>

interface PasteBoxProps {
  draft: TextOf
  onText: (text: TextOf & Pick<Draft, 'format' | 'provider'>) => void
  onTooLarge: () => void
}

/** Another text may look like another format. */
const asItLooks = { format: null, provider: null }

/** Takes keys as text, or a file that is dropped on it. A file's keys are not shown. */
export function PasteBox({ draft, onText, onTooLarge }: PasteBoxProps) {
  const t = useTranslations('import')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)

  async function take(file: File | undefined) {
    if (!file) return
    if (file.size > MAX_FILE_BYTES) return onTooLarge()
    onText({ text: decodeFile(await file.arrayBuffer()), file: file.name, ...asItLooks })
  }

  function onDrop(event: DragEvent) {
    event.preventDefault()
    setIsOver(false)
    // Text that is dragged here goes where it is dropped: into the box.
    void take(event.dataTransfer.files[0])
  }

  return (
    <div
      className={cn(
        'grid gap-1.5 rounded-md',
        isOver && 'outline-2 outline-offset-4 outline-accent',
      )}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => (event.dataTransfer.types.includes('Files') ? onDrop(event) : undefined)}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {t('keys')}
        </label>
        <Button variant="outline" onClick={() => input.current?.click()}>
          <FileTextIcon aria-hidden />
          {t('chooseFile')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('chooseFile')}
          accept=".csv,.tsv,.txt,.json,.env,text/*,application/json"
          onChange={({ target }) => {
            void take(target.files?.[0])
            // The same file can be chosen again.
            target.value = ''
          }}
        />
      </div>
      {draft.file === null ? (
        <textarea
          id={id}
          dir="ltr"
          rows={8}
          defaultValue={draft.text}
          placeholder={t('placeholder')}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="none"
          spellCheck={false}
          translate="no"
          // Password managers must not offer to keep a provider's keys.
          data-1p-ignore
          data-lpignore="true"
          data-bwignore
          onChange={({ target }) => onText({ text: target.value, file: null, ...asItLooks })}
          className="w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-base leading-6 whitespace-pre placeholder:text-ink-soft/80 sm:text-[13px]"
        />
      ) : (
        <p
          id={id}
          className="flex items-center gap-2.5 rounded-md border bg-sunken py-2 ps-3 pe-2 wrap-anywhere"
        >
          <FileTextIcon aria-hidden className="size-4 shrink-0 text-ink-soft" />
          <bdi className="min-w-0 grow">{draft.file}</bdi>
          <Button
            variant="ghost"
            size="icon"
            aria-label={t('removeFile')}
            onClick={() => onText({ text: '', file: null, ...asItLooks })}
          >
            <XIcon aria-hidden />
          </Button>
        </p>
      )}
      <p className="text-[13px] text-pretty text-ink-soft">{t('keysHint')}</p>
    </div>
  )
}
