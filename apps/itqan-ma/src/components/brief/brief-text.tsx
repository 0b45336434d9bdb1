import Markdown, { type Components } from 'react-markdown'

// The page's own title is the only h1.
const components: Components = {
  h1: 'h2',
  h2: 'h3',
  h3: 'h4',
  h4: 'h4',
}

interface BriefTextProps {
  text: string
  language: string
  writing: boolean
}

/** A model's Markdown. HTML in it stays text, and no image is fetched from an address it names. */
export function BriefText({ text, language, writing }: BriefTextProps) {
  return (
    <div lang={language} className="brief" data-writing={writing}>
      <Markdown components={components} disallowedElements={['img']}>
        {text}
      </Markdown>
    </div>
  )
}
