import { Ajv2020 } from 'ajv/dist/2020.js'
import schema from '../../docs/result.schema.json' with { type: 'json' }
import { quote } from '../action/input-problems.ts'
import type { Comparison, ValueFacts } from '../compare/comparison.ts'
import type { BundleReport, Report } from './report.ts'
import { type Json, type RunJson, resultLimitBytes } from './result-file.ts'

/** A file that is no result file. Its message quotes little of it, and all in one line. */
export class ResultFileError extends Error {
  override readonly name = 'ResultFileError'
}

type ResultJson = RunJson & { readonly version: number; readonly others?: readonly RunJson[] }

const validate = new Ajv2020({ strict: false }).compile<ResultJson>(schema)

/**
 * Reads a result file back into the reports that it was made of, as text from somebody who may mean harm: what is under the schema is taken and nothing
 * else, and a link that leads anywhere but to the AWS console is left out. Texts are as they were: they are escaped where they are shown.
 * `named` begins each report's `runId`, which the file does not hold. Throws ResultFileError.
 */
export function readResultFile(bytes: Uint8Array, named: string): readonly Report[] {
  if (bytes.length > resultLimitBytes) throw new ResultFileError(`It is larger than ${resultLimitBytes} bytes.`)
  const result = parsed(bytes)
  if (!validate(result)) {
    const [error] = validate.errors ?? []
    const place = error?.instancePath ? `At ${quote(error.instancePath)} it` : 'It'
    throw new ResultFileError(`${place} ${error?.message ?? 'is not under the schema'}.`)
  }
  const { version: _, others = [], ...first } = result
  return [first, ...others].map((run, at) => reportOf(run, `${named}-${at + 1}`))
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    // What the error quotes of the file is not for showing.
    throw new ResultFileError('It is no JSON.', { cause: error })
  }
}

function reportOf(run: RunJson, runId: string): Report {
  const { verdict, evidence, advice, where, retryMayHelp: _, startedAt, params, attempts, newerUpstream, ...rest } = run
  const { input, copied, output, comparison, lineage, job, logUrl, reuse, ...same } = rest
  const isFailed = verdict !== undefined && evidence !== undefined && advice !== undefined
  return {
    ...same,
    runId,
    startedAt: timeOf(startedAt),
    params: mapOf(params),
    ...(isFailed && { failure: { verdict, evidence, advice, ...(where && { where }) } }),
    ...(job && { job: jobOf(job) }),
    ...(isConsole(logUrl) && { logUrl }),
    ...(attempts && { attempts: attempts.map(attemptOf) }),
    ...(input && { input: bundleOf(input) }),
    ...(copied && { copied: copied.map((one) => bundleOf(one)) }),
    ...(output && { output: bundleOf(output) }),
    ...(newerUpstream && {
      newerUpstream: newerUpstream.map(({ name, uuid, createdAt, used }) => ({
        name,
        uuid,
        createdAt: timeOf(createdAt),
        used: { uuid: used.uuid, createdAt: timeOf(used.createdAt) },
      })),
    }),
    ...(reuse && { reuse: { possible: reuse.possible, why: reuse.why } }),
    ...(comparison && {
      comparison: {
        kind: comparison.kind,
        base: comparison.base && bundleOf(comparison.base),
        changes: changesOf(comparison.changes),
      },
    }),
    ...(lineage && {
      lineage: {
        ...lineage,
        nodes: lineage.nodes.map(({ createdAt, ...node }) => ({
          ...node,
          ...(createdAt !== undefined && { createdAt: timeOf(createdAt) }),
        })),
      },
    }),
  }
}

/** A bundle, and what else is said of it. */
function bundleOf<T extends Pick<Json<BundleReport>, 'createdAt' | 'tags'>>({ createdAt, tags, ...rest }: T) {
  return {
    ...rest,
    ...(createdAt !== undefined && { createdAt: timeOf(createdAt) }),
    ...(tags && { tags: mapOf(tags) }),
  }
}

function jobOf({ url, definitionUrl, queueUrl, ...job }: NonNullable<RunJson['job']>): NonNullable<Report['job']> {
  return {
    ...job,
    ...(isConsole(url) && { url }),
    ...(isConsole(definitionUrl) && { definitionUrl }),
    ...(isConsole(queueUrl) && { queueUrl }),
  }
}

function attemptOf(attempt: NonNullable<RunJson['attempts']>[number]): NonNullable<Report['attempts']>[number] {
  const { startedAt, stoppedAt, logUrl, exitCode, reason } = attempt
  return {
    startedAt: startedAt === undefined ? undefined : timeOf(startedAt),
    stoppedAt: stoppedAt === undefined ? undefined : timeOf(stoppedAt),
    exitCode,
    reason,
    logUrl: isConsole(logUrl) ? logUrl : undefined,
  }
}

/** Pages of the consoles of AWS's partitions: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/console-urls.html */
const consolePage =
  /^https:\/\/(?:[a-z0-9-]{1,40}\.)?console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/[\w/?=&#$%:.@+-]{1,1900}$/

function isConsole(url: string | undefined): url is string {
  return url !== undefined && consolePage.test(url)
}

function changesOf(changes: Json<Comparison>): Comparison {
  return {
    ...changes,
    isSame: changes.isSame,
    columns: changes.columns.map(({ base, now, histogram, ...column }) => ({
      ...column,
      base: base && { ...base, values: base.values && valuesOf(base.values) },
      now: now && { ...now, values: now.values && valuesOf(now.values) },
      histogram,
    })),
  }
}

function valuesOf({ min, max, mean, ...facts }: Json<ValueFacts>): ValueFacts {
  return { ...facts, min: amountOf(min), max: amountOf(max), mean: mean === undefined ? undefined : Number(mean) }
}

/** Digits are a long integer, whatever its length. */
function amountOf(amount: number | string | undefined): number | bigint | undefined {
  if (typeof amount !== 'string') return amount
  return /^-?\d+$/.test(amount) ? BigInt(amount) : Number(amount)
}

const mapOf = (texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(texts))

/** The schema's pattern lets the 99th of a month pass. */
function timeOf(text: string): Date {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new ResultFileError(`${quote(text)} is no time.`)
  return time
}
