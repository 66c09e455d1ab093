import { createHash } from 'node:crypto'
import { splitAtDocs } from '../../action/docs-link.ts'
import { completeAdvice } from '../../errors.ts'
import { formatBytes, formatCount, formatDuration, formatTime } from '../../lib/units.ts'
import { listUnaccepted } from '../accepted-change.ts'
import { formatSeed } from '../format-seed.ts'
import { renderRunsHeadline } from '../many-runs.ts'
import type { Report } from '../report.ts'
import { areLabelled } from '../run-result.ts'
import { explainAcceptance } from '../sections/acceptance.ts'
import { getCommitUrl } from '../sections/commit.ts'
import { stateWords } from '../sections/graph.ts'
import { renderHeadline } from '../sections/headline.ts'
import { formatCost, labelCost } from '../sections/run-table.ts'
import { renderChanges } from './changes.ts'
import { drawLineage } from './drawings.ts'
import { renderHistory } from './history.ts'
import { type Html, type HtmlValue, html, renderAnchor, renderSentence } from './html.ts'
import { type PageLog, type PageLogs, pageLimitBytes } from './page-log.ts'
import { renderRedo } from './redo.ts'
import { renderRowChanges } from './row-changes.ts'
import { getRunId, renderRuns } from './runs.ts'
import { pageScript } from './script.ts'
import { pageStyle } from './style.ts'
import { renderPageTable, renderSearch } from './table.ts'

/** The bytes of a page that tables leave to longer logs. */
const minLogBytes = 6 * 1024 * 1024
/** The most bytes of what stands around the lines of a log. */
const logFrameBytes = 500
/** The most rows of a table, where the size permits them. */
const mostRows = 20_000

export interface PageOptions {
  /** The folder of the documentation of the version in use. */
  readonly docsUrl: string
  /** The page of the workflow run; empty outside of a workflow. */
  readonly runUrl: string
  readonly logs: PageLogs
}

/**
 * Renders everything that is known about the runs of a step as one HTML page, in pieces. The page loads nothing, and
 * its only script is its own: a content security policy allows no other. At most 20 MiB: tables are shortened first,
 * then the first lines of the longest logs are left out.
 */
export function renderPage(reports: readonly Report[], options: PageOptions): readonly (string | Buffer)[] {
  const sizes = reports.flatMap(({ runId }) => options.logs.getBytes(runId) ?? [])
  const logBytes = sizes.reduce((sum, bytes) => sum + bytes, 0)
  const reserved = Math.min(logBytes, minLogBytes) + sizes.length * logFrameBytes
  for (let maxRows = mostRows; maxRows >= 1; maxRows = Math.floor(maxRows / 4)) {
    const page = renderDocument(reports, options, maxRows)
    if (Buffer.byteLength(page) + reserved <= pageLimitBytes) return addLogs(page, reports, options.logs)
  }
  const few = reports.slice(0, 100)
  return addLogs(renderDocument(few, options, 1), few, options.logs)
}

/** The place of the log of a run. Texts from outside cannot contain it, because their `<` is escaped. */
const renderLogPlace = (index: number) => html`<!--log ${index}-->`
const logPlace = /<!--log (\d+)-->/

/** Puts the logs into their places, as far as the page has room. */
function addLogs(page: string, reports: readonly Report[], logs: PageLogs): readonly (string | Buffer)[] {
  const runIds = reports.map(({ runId }) => runId).filter((runId) => logs.getBytes(runId) !== undefined)
  const left = pageLimitBytes - Buffer.byteLength(page) - runIds.length * logFrameBytes
  const fitted = logs.fit(runIds, Math.max(0, left))
  // Every second piece of the split is the index of a run.
  return page.split(logPlace).flatMap((piece, at) => {
    if (at % 2 === 0) return [piece]
    const log = fitted.get(reports[Number(piece)]?.runId ?? '')
    return log === undefined ? [] : renderLog(log)
  })
}

const hashForPolicy = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy */
const policy = [
  "default-src 'none'",
  `script-src ${hashForPolicy(pageScript)}`,
  `style-src ${hashForPolicy(pageStyle)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

function renderDocument(reports: readonly Report[], options: PageOptions, maxRows: number): string {
  const labelled = areLabelled(reports) ? reports : undefined
  const [first] = reports
  const title = labelled ? renderRunsHeadline(labelled) : first === undefined ? 'No runs' : renderHeadline(first)
  const isFolded = reports.length > 1
  const body = html`<header><h1>${renderSentence(title)}</h1>
<p class="meta">${options.runUrl === '' ? undefined : html`${renderAnchor('Workflow run', options.runUrl)} · `}${formatTime(first?.startedAt ?? new Date(Number.NaN))}</p></header>
<main>
${labelled ? renderRuns(labelled, maxRows) : undefined}
${first ? renderRedo(first, maxRows) : undefined}
${reports.map((report, index) => renderRun(report, { ...options, index, isFolded, maxRows }))}
</main>`
  // The texts of style and script are constants, whose hashes the policy names.
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html`${title.replaceAll('`', '')}`.text}</title>
<style>${pageStyle}</style>
</head>
<body>
${body.text}
<script>${pageScript}</script>
</body>
</html>
`
}

interface RunOptions extends PageOptions {
  readonly index: number
  readonly isFolded: boolean
  readonly maxRows: number
}

function renderRun(report: Report, options: RunOptions): Html {
  const { index, isFolded, maxRows, logs, docsUrl } = options
  const parts: readonly { readonly title: string; readonly contents: Html }[] = [
    { title: 'Failure', contents: renderFailure(report, docsUrl) },
    { title: 'Rules', contents: renderRules(report, maxRows) },
    { title: 'Data', contents: html`${renderChanges(report, maxRows)}${renderRowChanges(report, maxRows)}` },
    { title: 'History', contents: renderHistory(report, maxRows) },
    { title: 'Lineage', contents: renderLineage(report, maxRows) },
    { title: 'Run', contents: renderFacts(report, maxRows) },
    {
      title: 'Log',
      contents: logs.getBytes(report.runId) === undefined ? renderLogTail(report) : renderLogPlace(index),
    },
  ]
  const contents = parts.map(({ title, contents: part }) =>
    part.text.trim() === '' ? undefined : html`<section><h2>${title}</h2>${part}</section>\n`,
  )
  if (!isFolded) return html`<div id="${getRunId(index)}">${contents}</div>`
  return html`<details id="${getRunId(index)}"${report.failure && index < 5 ? html` open` : undefined}><summary>${renderSentence(renderHeadline(report))}</summary>
${contents}</details>
`
}

function renderFailure({ failure, left, notRunReason }: Report, docsUrl: string): Html {
  const notRun = notRunReason === undefined ? undefined : html`<p>${renderSentence(notRunReason)}</p>`
  const attach =
    left && html`<p>${renderSentence(left.why)} This step follows the job:</p><pre>${renderLines(left.snippet)}</pre>`
  if (failure === undefined) return html`${notRun}${attach}`
  const where = failure.where && html`<p>At <code>${failure.where.file}:${failure.where.line}</code></p>`
  const evidence = failure.evidence
    .split('\n')
    .slice(0, 200)
    .map((line) => html`<p>${renderSentence(line)}</p>`)
  const more = renderAnchor('More', `${docsUrl}/troubleshooting.md#${failure.verdict}`)
  return html`<div class="failure"><p><strong>${failure.verdict}</strong></p>${evidence}${where}
<p><strong>What to do:</strong> ${renderAdvice(completeAdvice(failure), docsUrl)} ${more}</p></div>${attach}`
}

const renderLines = (text: string) => text.split('\n').map((line) => html`${line}\n`)

function renderAdvice(text: string, docsUrl: string): Html {
  const parts = splitAtDocs(text)
  return html`${parts.map((part, at) => (at % 2 === 0 ? renderSentence(part) : renderAnchor(`docs/${part}`, `${docsUrl}/${part}`)))}`
}

function renderRules(report: Report, maxRows: number): Html {
  const { rules } = report
  if (rules === undefined) return html``
  const { checked, breaches, undecided } = rules
  const broken = listUnaccepted(report)
  const decided = new Set([...breaches, ...undecided].map(({ rule }) => rule))
  const rows = [
    ...breaches.map((breach) => {
      const { rule, evidence } = breach
      const result = broken.includes(breach) ? 'broken' : 'accepted change'
      return [rule, result, renderSentence(`${evidence} ${explainAcceptance(rule, report)}`.trimEnd())]
    }),
    ...undecided.map(({ rule, why }) => [rule, 'undecided', renderSentence(why)]),
    // `error` is the default, and every run that ends successfully passes it.
    ...checked.filter((rule) => rule !== 'error' && !decided.has(rule)).map((rule) => [rule, 'passed', '']),
  ]
  return renderPageTable({ title: 'Rules', head: ['rule', 'result', 'evidence'], rows }, maxRows)
}

function renderLineage({ lineage }: Report, maxRows: number): Html {
  if (lineage === undefined) return html``
  const rows = lineage.nodes.map((node) => [
    node.name,
    node.id,
    stateWords[node.state],
    node.createdAt && formatTime(node.createdAt),
    node.codeMethod,
    node.commit === undefined ? '' : renderAnchor(node.commit.slice(0, 12), getCommitUrl(node)),
  ])
  const head = ['bundle', 'uuid', 'state', 'created', 'code', 'commit']
  return html`${drawLineage(lineage)}<details><summary>Lineage as a table</summary>
${renderPageTable({ title: 'Lineage', head, rows }, maxRows)}</details>${lineage.isCut ? html`<p>There is more upstream.</p>` : undefined}`
}

function renderFacts(report: Report, maxRows: number): Html {
  const { image, job, output, input, attempts = [], cost, seed } = report
  const format = (pairs: ReadonlyMap<string, string> | undefined) =>
    [...(pairs ?? [])].slice(0, maxRows).map(([name, value]) => html`<div><code>${name}: ${value}</code></div>`)
  const facts: readonly (readonly [string, HtmlValue])[] = [
    ['pipe', report.pipeClass],
    ['parameters', format(report.params)],
    ['backend', report.backend],
    ['remote', report.remote],
    ['context', report.context],
    ['input', input && html`<code>${input.name}</code> ${input.uri}`],
    [
      'output',
      output &&
        html`<code>${output.name}</code> ${output.uri}${output.bytes === undefined ? '' : `, ${formatBytes(output.bytes)}`}`,
    ],
    ['tags', format(output?.tags)],
    ['image', image && `${image.reference} as ${image.pinned}`],
    ['job', job && renderAnchor(job.name, job.url)],
    ['queue', job?.queue && renderAnchor(job.queue, job.queueUrl)],
    ['job definition', job?.definition && renderAnchor(job.definition, job.definitionUrl)],
    ['log', report.logUrl && renderAnchor('CloudWatch Logs', report.logUrl)],
    ['seed', seed && formatSeed(seed)],
    ['reuse', report.reuse && renderSentence(report.reuse.why)],
    ['exit code', report.exitCode],
    ['time', formatDuration(report.durationMs)],
    ['phases', report.phases.map(({ name, ms }) => `${name} ${formatDuration(ms)}`).join(' · ')],
    [labelCost(report).toLowerCase(), cost && formatCost(cost)],
  ]
  const isFilled = (value: HtmlValue) =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  const rows = attempts.map(({ startedAt, exitCode, reason, logUrl }, index) => [
    index + 1,
    startedAt && formatTime(startedAt),
    exitCode,
    reason,
    logUrl === undefined ? '' : renderAnchor('log', logUrl),
  ])
  const table = { title: 'Attempts', head: ['attempt', 'started', 'exit code', 'reason', 'log'], rows }
  return html`<dl>${facts.map(([name, value]) => (isFilled(value) ? html`<dt>${name}</dt><dd>${value}</dd>` : undefined))}</dl>
${rows.length < 2 ? undefined : html`<h3>Attempts</h3>${renderPageTable(table, maxRows)}`}`
}

function renderLog({ parts, lineCount, omittedLines, omittedBytes }: PageLog): readonly (string | Buffer)[] {
  const omitted = html`<p>The first ${omittedLines.toLocaleString('en')} of ${formatCount(lineCount, 'line')} are left out, ${formatBytes(omittedBytes)}: a page has at most ${formatBytes(pageLimitBytes)}.</p>`
  return [
    omittedLines > 0 ? omitted.text : '',
    parts.length === 0 ? '' : logStart.text,
    ...parts.flatMap((part) => ['<div>', part, '</div>\n']),
    parts.length === 0 ? '' : '</div>',
  ]
}

/** Renders the last lines of a log that was not kept for the page. */
function renderLogTail({ log }: Report): Html {
  if (log.tail.length === 0) return html``
  const omitted = log.lines - log.tail.length
  return html`${omitted > 0 ? html`<p>The first ${formatCount(omitted, 'line')} are left out.</p>` : undefined}
${logStart}<div>${log.tail.map((line) => html`${line}\n`)}</div></div>`
}

const logStart = html`${renderSearch('Log')}<div class="log" role="log" tabindex="0" aria-label="Log">`
