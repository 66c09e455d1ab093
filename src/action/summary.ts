import type { BundleReport, Report } from './report.ts'
import { codeBlock, inlineCode, proseMarkdown } from './untrusted.ts'

/** GitHub drops a whole summary over 1 MiB (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits). */
export const summaryLimitBytes = 1_000_000
const tailLineLimit = 500
/** Evidence, in lines and in characters of each; longer values and lists of the table are cut too. Everything whole is in the result file. */
const evidenceLineLimit = 60
const evidenceLimit = 1000
const valueLimit = 300
const pairLimit = 50
const newerUpstreamLimit = 5
/** Batch tries at most so often: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10
const docs = 'https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md'

/** The step summary of one run: verdict first, then what happened to the data, then the details. At most `limitBytes`, 1,000,000 unless several share it. */
export function summaryOf(report: Report, limitBytes = summaryLimitBytes): string {
  const failed = report.failure !== undefined
  const parts = [
    `### ${headline(report)}`,
    ...(report.failure ? [failureOf(report)] : []),
    leftOf(report),
    bundlesOf(report),
    newerUpstreamOf(report),
    ...(report.reuse ? [`**Reuse:** ${proseMarkdown(cut(report.reuse.why, evidenceLimit))}`] : []),
    details('Run', runTable(report), false),
    attemptsOf(report),
  ].filter((part) => part !== '')
  const text = (tail: readonly string[]) =>
    `${[...parts, logOf(report, tail, failed)].filter((part) => part !== '').join('\n\n')}\n\n`
  let tail = report.log.tail.map((line) => cut(line, tailLineLimit))
  while (tail.length > 0 && Buffer.byteLength(text(tail)) > limitBytes) tail = tail.slice(Math.ceil(tail.length / 2))
  return text(tail)
}

function headline(report: Report): string {
  const pipe = code(report.pipeClass.split('.').at(-1) ?? '')
  const time = duration(report.durationMs)
  const output = report.output ? code(report.output.name) : 'its output'
  switch (report.status ?? 'failed') {
    case 'succeeded':
      return `✅ ${pipe} made ${output} · ${time}`
    case 'reused':
      return `♻️ ${pipe} had nothing new to make: ${output} is up to date · ${time}`
    case 'skipped':
      return `📝 ${pipe} would run: nothing was started · ${time}`
    case 'submitted':
      return `📨 ${pipe} is submitted; ${output} is not made yet · ${time}`
    case 'detached':
      return `⏳ ${pipe} goes on without this step; ${output} is not proved yet · ${time}`
    case 'cancelled':
      return `🚫 ${pipe} was cancelled after ${time}`
    case 'failed':
      return `❌ ${pipe} failed: ${code(report.failure?.verdict ?? 'internal-error')} · ${time}`
  }
}

function failureOf({ failure }: Report): string {
  if (failure === undefined) return ''
  const evidence = failure.evidence
    .split('\n', evidenceLineLimit)
    .map((line) => proseMarkdown(cut(line, evidenceLimit)))
  const where = failure.where ? [`At ${code(`${failure.where.file}:${failure.where.line}`)}`] : []
  const advice = `**What to do:** ${proseMarkdown(cut(failure.advice, evidenceLimit))} [More](${docs}#${failure.verdict})`
  return [...evidence, ...where, '', advice].map((line) => `> ${line}`.trimEnd()).join('  \n')
}

function bundlesOf({ input, output, status }: Report): string {
  const made = status === 'succeeded' || status === 'reused'
  const rows = [
    ...(input ? [bundleRow(input.pushed ? 'input, pushed' : 'input', input)] : []),
    ...(output && made ? [bundleRow(status === 'reused' ? 'output, reused' : 'output', output)] : []),
  ]
  return rows.length === 0
    ? ''
    : ['| bundle | name | uuid | made | holds | where |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

function bundleRow(kind: string, bundle: BundleReport): string {
  const made = bundle.createdAt ? minute(bundle.createdAt) : ''
  const holds =
    bundle.bytes === undefined ? '' : `${bundle.files ? `${count(bundle.files, 'file')}, ` : ''}${size(bundle.bytes)}`
  const cells = [kind, code(bundle.name), code(bundle.uuid.slice(0, 8)), made, holds, code(bundle.uri)]
  return `| ${cells.join(' | ')} |`
}

function newerUpstreamOf({ newerUpstream = [] }: Report): string {
  if (newerUpstream.length === 0) return ''
  const shown = newerUpstream
    .slice(0, newerUpstreamLimit)
    .map(({ name, createdAt, used }) => `${code(name)} of ${minute(createdAt)} (used: ${minute(used.createdAt)})`)
  const more = newerUpstream.length - shown.length
  return `**Newer upstream:** ${[...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')}`
}

function runTable(report: Report): string {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['pipe', code(report.pipeClass)],
    ['parameters', pairs([...report.params], '=')],
    ['remote', code(report.remote)],
    ['context', code(report.context)],
    [
      'output tags',
      pairs(
        [...(report.output?.tags ?? [])].filter(([key]) => !key.startsWith('__')),
        ':',
      ),
    ],
    ['image', report.image && `${code(report.image.reference)} as ${code(report.image.pinned)}`],
    ['dialect', report.image?.dialect],
    [report.backend === 'Local' ? 'container' : 'job', report.job && jobOf(report.job)],
    ['job definition', report.job?.definition && code(report.job.definition)],
    ['log', report.logUrl && `[CloudWatch Logs](${report.logUrl})`],
    ['exit code', report.exitCode?.toString()],
    ['local copy', report.outputPath && code(report.outputPath)],
    ['time', report.phases.map(({ name, ms }) => `${name} ${duration(ms)}`).join(' · ')],
  ]
  const filled = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []))
  return ['| | |', '|---|---|', ...filled].join('\n')
}

const jobOf = ({ name, id, url }: NonNullable<Report['job']>) =>
  url === undefined ? code(name) : `${code(name)} [${id}](${url})`

/** How to go on with a job that nobody follows any more. */
function leftOf({ left, job }: Report): string {
  if (left === undefined) return ''
  const cost = `Job ${code(job?.id ?? '')} is paid for until it ends. This step follows it, proves its output and pulls it:`
  return `${proseMarkdown(left.why)} ${cost}\n\n${codeBlock(left.snippet.split('\n'))}`
}

function attemptsOf({ attempts = [] }: Report): string {
  if (attempts.length < 2) return ''
  const rows = attempts.slice(-attemptLimit).map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, at) => {
    const took = startedAt && stoppedAt ? duration(stoppedAt.getTime() - startedAt.getTime()) : ''
    const log = logUrl === undefined ? '' : `[log](${logUrl})`
    const cells = [
      at + 1,
      startedAt ? minute(startedAt) : '',
      took,
      exitCode ?? '',
      proseMarkdown(cut(reason ?? '', valueLimit)),
      log,
    ]
    return `| ${cells.join(' | ')} |`
  })
  return details(
    `${count(attempts.length, 'attempt')}`,
    ['| | started | took | exit code | ended because | |', '|---|---|---|---|---|---|', ...rows].join('\n'),
    false,
  )
}

function pairs(all: readonly (readonly [string, string])[], between: string): string {
  const shown = all.slice(0, pairLimit).map(([name, value]) => code(`${name}${between}${value}`))
  return [...shown, ...(all.length > pairLimit ? [`and ${all.length - pairLimit} more`] : [])].join(' ')
}

function logOf({ log }: Report, tail: readonly string[], open: boolean): string {
  if (tail.length === 0) return ''
  const title =
    tail.length < log.lines
      ? `Log: the last ${tail.length} of ${log.lines.toLocaleString('en')} lines`
      : `Log: ${count(log.lines, 'line')}`
  return details(title, codeBlock(tail), open)
}

function details(title: string, body: string, open: boolean): string {
  return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`
}

const cut = (text: string, limit: number) => (text.length > limit ? `${text.slice(0, limit)} …` : text)

const code = (text: string) => inlineCode(cut(text, valueLimit))

const minute = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`

/** A length of time in at most two units: `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** A number of bytes in binary units: `512 B`, `3.4 KiB`. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  return power === 0 ? `${bytes} B` : `${(bytes / 1024 ** power).toFixed(1)} ${units[power]}`
}
