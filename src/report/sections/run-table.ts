import { inlineMarkdown } from '../../action/untrusted.ts'
import { count, duration, minute, quantity } from '../../lib/units.ts'
import { createShorteningSection, createWholeSection, type Section } from '../fit-sections.ts'
import { code, details, link, listed, prose, table } from '../markdown.ts'
import type { CostReport, Report } from '../report.ts'

const pairLimit = 50
const reasonLimit = 300
/** Batch tries at most so often: https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html */
const attemptLimit = 10

/** Whether Disdat could have reused an earlier bundle. */
export function reuseOf({ reuse }: Report): Section {
  return createWholeSection('notes', reuse ? `**Reuse:** ${prose(reuse.why)}` : '')
}

/** The parameters in one line, which tell several runs of one pipe apart. */
export function paramsOf({ params }: Report): Section {
  return createWholeSection('notes', params.size === 0 ? '' : `**Parameters:** ${pairs([...params], '=', 10)}`)
}

/** What ran, with what, where and how long. */
export function runOf(report: Report): Section {
  return { dropPriority: 'run', variants: [() => runTable(report, pairLimit), () => runTable(report, 5)] }
}

/** Every output has them, and they tell nobody anything. */
const disdatsOwn = /^(?:__|committed$|root_task$)/

function runTable(report: Report, most: number): string {
  const tags = [...(report.output?.tags ?? [])].filter(([key]) => !disdatsOwn.test(key))
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['pipe', code(report.pipeClass)],
    ['parameters', pairs([...report.params], '=', most)],
    ['remote', code(report.remote)],
    ['context', code(report.context)],
    ['output tags', pairs(tags, ':', most)],
    ['image', report.image && `${code(report.image.reference)} as ${code(report.image.pinned)}`],
    ['dialect', report.image?.dialect],
    [report.backend === 'Local' ? 'container' : 'job', report.job && jobOf(report.job)],
    ['job definition', report.job?.definition && linked(report.job.definition, report.job.definitionUrl)],
    ['queue', report.job?.queue && linked(report.job.queue, report.job.queueUrl)],
    ['log', report.logUrl && link('CloudWatch Logs', report.logUrl)],
    ['exit code', report.exitCode?.toString()],
    ['local copy', report.outputPath && code(report.outputPath)],
    ['time', report.phases.map(({ name, ms }) => `${inlineMarkdown(name)} ${duration(ms)}`).join(' · ')],
    ['cost', report.cost && costOf(report.cost)],
  ]
  const filled = rows.flatMap(([name, value]) => (value ? [[name, value]] : []))
  return details('Run', table(['', ''], filled))
}

const linked = (name: string, url: string | undefined) => (url === undefined ? code(name) : link(code(name), url))

function jobOf({ name, id, url }: Report['job'] & object): string {
  return url === undefined ? code(name) : `${code(name)} ${link(code(id), url)}`
}

/** What the run took of its machine: `0.23 vCPU·h, 0.94 GiB·h`. */
export function costOf({ vcpuHours, gibHours }: CostReport): string {
  return [
    ...(vcpuHours === undefined ? [] : [`${quantity(vcpuHours, 2)} vCPU·h`]),
    ...(gibHours === undefined ? [] : [`${quantity(gibHours, 2)} GiB·h`]),
  ].join(', ')
}

function pairs(all: readonly (readonly [string, string])[], between: string, most: number): string {
  const shown = all.slice(0, most).map(([name, value]) => code(`${name}${between}${value}`))
  return listed(shown, all.length - shown.length, ' ')
}

/** The tries of a Batch job, where there was more than one. */
export function attemptsOf({ attempts = [] }: Report): Section {
  if (attempts.length < 2) return createWholeSection('run', '')
  const rows = attempts
    .slice(-attemptLimit)
    .map(({ startedAt, stoppedAt, exitCode, reason, logUrl }, at) => [
      `${Math.max(0, attempts.length - attemptLimit) + at + 1}`,
      startedAt ? minute(startedAt) : '',
      startedAt && stoppedAt ? duration(stoppedAt.getTime() - startedAt.getTime()) : '',
      exitCode?.toString() ?? '',
      prose(reason ?? '', reasonLimit),
      logUrl === undefined ? '' : link('log', logUrl),
    ])
  const head = ['', 'started', 'took', 'exit code', 'ended because', '']
  return {
    dropPriority: 'run',
    variants: createShorteningSection(rows.toReversed(), attemptLimit, (shown) =>
      details(count(attempts.length, 'attempt'), table(head, shown.toReversed())),
    ),
  }
}
