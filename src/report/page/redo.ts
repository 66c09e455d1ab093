import { formatDuration, formatNumber } from '../../lib/units.ts'
import type { RedoReport } from '../redo-report.ts'
import { formatRedo, redoWords } from '../sections/redo.ts'
import { type Html, html, renderSentence } from './html.ts'
import { renderPageTable } from './table.ts'

/** Renders what must be redone after the merge: the totals, and a table of all outputs that other code made. */
export function renderRedo({ redo }: { readonly redo?: RedoReport }, maxRows: number): Html {
  if (redo === undefined) return html``
  const sentences = formatRedo(redo, { code: (text) => text, prose: (text) => text })
  const rows = redo.runs.flatMap(({ name, outputs }) =>
    outputs.map(({ values, trigger, tookMs, vcpuHours }) => [
      name,
      [...values].map(([parameter, value]) => `${parameter}=${value}`).join(', '),
      redoWords[trigger],
      { contents: tookMs === undefined ? undefined : formatDuration(tookMs), sortBy: tookMs ?? -1 },
      { contents: vcpuHours === undefined ? undefined : formatNumber(vcpuHours, 2), sortBy: vcpuHours ?? -1 },
    ]),
  )
  const head = ['run', 'values', 'different', 'earlier time', 'vCPU·h']
  return html`<section><h2>After the merge</h2><p>${renderSentence(sentences.join(' '))}</p>
${renderPageTable({ title: 'Outputs to redo', head, rows, align: 'lllrr' }, maxRows)}
</section>`
}
