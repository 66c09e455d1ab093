import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from '../../docs/result.schema.json' with { type: 'json' }
import { quote } from '../action/input-problems.ts'
import type { Comparison, ValueFacts } from '../compare/comparison.ts'
import type { RowChanges, ValueChange } from '../compare/rows/row-changes.ts'
import type { RedoOutput, RedoReport } from './redo-report.ts'
import type { BundleReport, LineageNode, NewerUpstream, Report } from './report.ts'
import { type Json, type RunJson, resultLimitBytes } from './result-file.ts'

/** A file is not a result file. The message is one line and quotes at most one short text of the file. */
export class ResultFileError extends Error {
  override readonly name = 'ResultFileError'
}

type ResultJson = RunJson & { readonly version: number; readonly others?: readonly RunJson[] }

const validate = new Ajv2020({ strict: false }).compile<ResultJson>(schema)

/**
 * Reads an untrusted result file back into reports. Only what the schema allows is accepted, and links to other pages
 * than those of the AWS console are left out. Texts are returned as they are: they are escaped when they are rendered.
 * The file does not contain `runId`: it consists of `runIdPrefix` and a number. Throws ResultFileError.
 */
export function readResultFile(bytes: Uint8Array, runIdPrefix: string): readonly Report[] {
  if (bytes.length > resultLimitBytes) throw new ResultFileError(`The file is larger than ${resultLimitBytes} bytes.`)
  const result = parseBytes(bytes)
  if (!validate(result)) {
    const [error] = validate.errors ?? []
    const place = error?.instancePath ? quote(error.instancePath) : 'The file'
    throw new ResultFileError(`${place} ${error?.message ?? 'does not match the schema'}.`)
  }
  const { version: _, others = [], ...first } = result
  return [first, ...others].map((run, index) => parseReport(run, `${runIdPrefix}-${index + 1}`))
}

function parseBytes(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    // The message of the error is not shown, because it quotes the file.
    throw new ResultFileError('The file is not JSON.', { cause: error })
  }
}

function parseReport(run: RunJson, runId: string): Report {
  const { verdict, evidence, advice, where, retryMayHelp: _, startedAt, params, attempts, newerUpstream, ...rest } = run
  const { input, copied, output, comparison, lineage, job, logUrl, reuse, label, acceptance, redo, ...unchanged } = rest
  const isFailed = verdict !== undefined && evidence !== undefined && advice !== undefined
  return {
    ...unchanged,
    runId,
    startedAt: parseTime(startedAt),
    params: createMap(params),
    ...(label && { label: { name: label.name, values: createMap(label.values) } }),
    ...(isFailed && { failure: { verdict, evidence, advice, ...(where && { where }) } }),
    ...(job && { job: parseJob(job) }),
    ...(isConsoleUrl(logUrl) && { logUrl }),
    ...(attempts && { attempts: attempts.map(parseAttempt) }),
    ...(input && { input: parseBundle(input) }),
    ...(copied && { copied: copied.map((bundle) => parseBundle(bundle)) }),
    ...(output && { output: parseBundle(output) }),
    ...(newerUpstream && { newerUpstream: newerUpstream.map(parseNewerUpstream) }),
    ...(reuse && { reuse: { possible: reuse.possible, why: reuse.why } }),
    ...(comparison && {
      comparison: {
        kind: comparison.kind,
        base: comparison.base && parseBundle(comparison.base),
        changes: parseChanges(comparison.changes),
        ...(comparison.commentsSamples !== undefined && { commentsSamples: comparison.commentsSamples }),
      },
    }),
    ...(redo && { redo: parseRedo(redo) }),
    ...(acceptance && {
      acceptance: {
        ...acceptance,
        accepted: acceptance.accepted.map(({ at, ...rule }) => ({ ...rule, at: parseTime(at) })),
      },
    }),
    ...(lineage && { lineage: { ...lineage, nodes: lineage.nodes.map(parseNode) } }),
  }
}

function parseNewerUpstream({ name, uuid, createdAt, used }: Json<NewerUpstream>): NewerUpstream {
  return {
    name,
    uuid,
    createdAt: parseTime(createdAt),
    used: { uuid: used.uuid, createdAt: parseTime(used.createdAt) },
  }
}

function parseRedo({ runs, ...redo }: Json<RedoReport>): RedoReport {
  const parse = ({ values, ...output }: Json<RedoOutput>): RedoOutput => ({ ...output, values: createMap(values) })
  return { ...redo, runs: runs.map(({ outputs, ...run }) => ({ ...run, outputs: outputs.map(parse) })) }
}

function parseNode({ createdAt, ...node }: Json<LineageNode>): LineageNode {
  return { ...node, ...(createdAt !== undefined && { createdAt: parseTime(createdAt) }) }
}

/** Parses a bundle and keeps its other fields. */
function parseBundle<T extends Pick<Json<BundleReport>, 'createdAt' | 'tags'>>({ createdAt, tags, ...rest }: T) {
  return {
    ...rest,
    ...(createdAt !== undefined && { createdAt: parseTime(createdAt) }),
    ...(tags && { tags: createMap(tags) }),
  }
}

function parseJob({ url, definitionUrl, queueUrl, ...job }: NonNullable<RunJson['job']>): NonNullable<Report['job']> {
  return {
    ...job,
    ...(isConsoleUrl(url) && { url }),
    ...(isConsoleUrl(definitionUrl) && { definitionUrl }),
    ...(isConsoleUrl(queueUrl) && { queueUrl }),
  }
}

function parseAttempt(attempt: NonNullable<RunJson['attempts']>[number]): NonNullable<Report['attempts']>[number] {
  const { startedAt, stoppedAt, logUrl, exitCode, reason } = attempt
  return {
    startedAt: startedAt === undefined ? undefined : parseTime(startedAt),
    stoppedAt: stoppedAt === undefined ? undefined : parseTime(stoppedAt),
    exitCode,
    reason,
    logUrl: isConsoleUrl(logUrl) ? logUrl : undefined,
  }
}

/**
 * Pages of the AWS console in all partitions:
 * https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html
 */
const consolePageUrl =
  /^https:\/\/(?:[a-z0-9-]{1,40}\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/[\w/?=&#$%:.@+-]{1,1900}$/

function isConsoleUrl(url: string | undefined): url is string {
  return url !== undefined && consolePageUrl.test(url)
}

function parseChanges({ rowChanges, ...changes }: Json<Comparison>): Comparison {
  return {
    ...changes,
    ...(rowChanges && { rowChanges: parseRowChanges(rowChanges) }),
    isSame: changes.isSame,
    columns: changes.columns.map(({ base, now, histogram, ...column }) => ({
      ...column,
      base: base && { ...base, values: base.values && parseValues(base.values) },
      now: now && { ...now, values: now.values && parseValues(now.values) },
      histogram,
    })),
  }
}

/** Differences of numbers can be infinite, which JSON has as a text. */
function parseRowChanges(changes: Json<RowChanges>): RowChanges {
  const parse = ({ mean, greatest }: Json<NonNullable<ValueChange['difference']>>) => {
    return { mean: Number(mean), greatest: Number(greatest) }
  }
  return {
    ...changes,
    samples: changes.samples,
    columns: changes.columns.map(({ difference, kinds, ...column }) => {
      return { ...column, kinds: { base: kinds.base, now: kinds.now }, difference: difference && parse(difference) }
    }),
  }
}

function parseValues({ min, max, mean, ...facts }: Json<ValueFacts>): ValueFacts {
  return { ...facts, min: parseNumber(min), max: parseNumber(max), mean: mean === undefined ? undefined : Number(mean) }
}

/** Parses a number. A text of digits is a bigint. */
function parseNumber(value: number | string | undefined): number | bigint | undefined {
  if (typeof value !== 'string') return value
  return /^-?\d+$/.test(value) ? BigInt(value) : Number(value)
}

const createMap = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(texts))

/** Parses a time. The schema's pattern also accepts dates such as the 99th of a month. */
function parseTime(text: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new ResultFileError(`${quote(text)} is not a time.`)
  return time
}
