import type { ReactNode } from 'react'

interface ChartFrameProps {
  title: string
  control?: ReactNode
  legend?: ReactNode
  chart: ReactNode
  figures: ReactNode
}

export function ChartFrame({ title, control, legend, chart, figures }: ChartFrameProps) {
  return (
    <figure className="min-w-0 rounded-lg border bg-surface p-4">
      <figcaption className="flex flex-wrap items-baseline gap-x-4 gap-y-1.5">
        <span className="font-medium">{title}</span>
        {control}
      </figcaption>
      <div className="mt-1.5 min-h-4">{legend}</div>
      {/* Recharts lays out from left to right: where the page does not, the axes are turned. */}
      <div dir="ltr" className="mt-3 h-52">
        {chart}
      </div>
      {figures}
    </figure>
  )
}
