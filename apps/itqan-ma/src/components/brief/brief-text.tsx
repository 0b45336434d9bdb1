import Markdown, { type Components } from 'react-markdown'

// The page's own title is the only h1.
const components: Components = {
  h1: 'h2',
  h2: 'h3',
  h3: 'h4',
  h4: 'h4',
}

/** A model's Markdown. HTML in it stays text, and no image is fetched from an address it names. */
export function BriefText({ text, writing }: { text: string; writing: boolean }) {
  return (
    <div className="brief" data-writing={writing}>
      <Markdown components={components} disallowedElements={['img']}>
        {text}
      </Markdown>
    </div>
  )
}
