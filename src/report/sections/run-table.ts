import { escapeMarkdown } from '../../action/untrusted.ts'
import { formatCount, formatDuration, formatNumber, formatTime } from '../../lib/units.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import { formatSeed } from '../format-seed.ts'
import {
  renderCode,
  renderDetails,
  renderFilledTable,
  renderLink,
  renderList,
  renderProse,
  renderTable,
} from '../markdown.ts'
import type { CostReport, Report } from '../report.ts'
import { isLocalBackend } from './backend.ts'
import { isRefused } from './headline.ts'

const pairLimit = 50
const reasonLimit = 300
/** The maximum of AWS Batch: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10

/** Whether Disdat could have reused an earlier bundle. */
export function createReuseSection({ reuse }: Report): Section {
  return createWholeSection('notes', reuse ? `**Reuse:** ${renderProse(reuse.why)}` : '')
}

/** The parameters in one line, which distinguish several runs of one pipe. */
export function createParamsSection({ params }: Report): Section {
  return createWholeSection('notes', params.size === 0 ? '' : `**Parameters:** ${renderPairs([...params], '=', 10)}`)
}

/** The details of the run: pipe, parameters, image, job, phases. */
export function createRunSection(report: Report): Section {
  return { dropPriority: 'run', variants: [() => renderRunTable(report, pairLimit), () => renderRunTable(report, 5)] }
}

/** Tags that Disdat sets on every output. */
const disdatTags = /^(?:__|committed$|root_task$)/

function renderRunTable(report: Report, maxPairs: number): string {
  if (isRefused(report)) return ''
  const tags = [...(report.output?.tags ?? [])].filter(([key]) => !disdatTags.test(key))
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['pipe', renderCode(report.pipeClass)],
    ['parameters', renderPairs([...report.params], '=', maxPairs)],
    ['remote', renderCode(report.remote)],
    ['context', renderCode(report.context)],
    ['output tags', renderPairs(tags, ':', maxPairs)],
    ['image', report.image && `${renderCode(report.image.reference)} as ${renderCode(report.image.pinned)}`],
    ['dialect', report.image?.dialect],
    [isLocalBackend(report.backend) ? 'container' : 'job', report.job && renderJob(report.job)],
    ['job definition', report.job?.definition && renderNamedLink(report.job.definition, report.job.definitionUrl)],
    ['queue', report.job?.queue && renderNamedLink(report.job.queue, report.job.queueUrl)],
    ['log', report.logUrl && renderLink('CloudWatch Logs', report.logUrl)],
    ['seed', report.seed && formatSeed(report.seed)],
    ['exit code', report.exitCode?.toString()],
    ['local copy', report.outputPath && renderCode(report.outputPath)],
    ['phases', report.phases.map(({ name, ms }) => `${escapeMarkdown(name)} ${formatDuration(ms)}`).join(' · ')],
    [labelCost(report).toLowerCase(), report.cost && formatCost(report.cost)],
  ]
  // The first row is the head, because GitHub shows a head without text as an empty row.
  const [head = [], ...filled] = rows.flatMap(([name, value]) => (value ? [[name, value]] : []))
  return renderDetails('Run', renderTable(head, filled))
}

const renderNamedLink = (name: string, url: string | undefined) =>
  url === undefined ? renderCode(name) : renderLink(renderCode(name), url)

function renderJob({ name, id, url }: Report['job'] & object): string {
  return url === undefined ? renderCode(name) : `${renderCode(name)} ${renderLink(renderCode(id), url)}`
}

/** The label of the cost, which is that of all attempts. */
export const labelCost = ({ attempts = [] }: Pick<Report, 'attempts'>): string =>
  attempts.length > 1 ? `Cost of ${attempts.length} attempts` : 'Cost'

/** Formats the resources that a run occupied: `0.23 vCPU·h, 0.94 GiB·h`. */
export function formatCost({ vcpuHours, gibHours }: CostReport): string {
  return [
    ...(vcpuHours === undefined ? [] : [`${formatNumber(vcpuHours, 2)} vCPU·h`]),
    ...(gibHours === undefined ? [] : [`${formatNumber(gibHours, 2)} GiB·h`]),
  ].join(', ')
}

function renderPairs(pairs: readonly (readonly [string, string])[], separator: string, limit: number): string {
  const shown = pairs.slice(0, limit).map(([name, value]) => renderCode(`${name}${separator}${value}`))
  return renderList(shown, pairs.length - shown.length, ' ')
}

/** The attempts of a Batch job, if there was more than one. */
export function createAttemptsSection({ attempts = [] }: Report): Section {
  if (attempts.length < 2) return createWholeSection('run', '')
  const rows = attempts
    .slice(-attemptLimit)
    .map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, index) => [
      `${Math.max(0, attempts.length - attemptLimit) + index + 1}`,
      startedAt ? formatTime(startedAt) : '',
      startedAt && stoppedAt ? formatDuration(stoppedAt.getTime() - startedAt.getTime()) : '',
      exitCode?.toString() ?? '',
      renderProse(reason ?? '', reasonLimit),
      logUrl === undefined ? '' : renderLink('log', logUrl),
    ])
  const head = ['', 'started', 'duration', 'exit code', 'reason', '']
  return {
    dropPriority: 'run',
    variants: createShorteningVariants(rows.toReversed(), attemptLimit, (shown) =>
      renderDetails(formatCount(attempts.length, 'attempt'), renderFilledTable(head, shown.toReversed())),
    ),
  }
}
