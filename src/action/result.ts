import { mayPass } from '../errors.ts'
import type { BundleReport, Report } from './report.ts'

/** The result file's format. A field may be added within a version; one is never removed or given another meaning. */
export const resultVersion = 1

/** The result file: a report as JSON, under docs/result.schema.json; those of a step with several beside the first one. Absent values are left out. */
export function resultJson([first, ...others]: readonly [Report, ...(readonly Report[])]): string {
  const result = {
    version: resultVersion,
    ...resultOf(first),
    ...(others.length > 0 && { others: others.map(resultOf) }),
  }
  return `${JSON.stringify(result, null, 2)}\n`
}

function resultOf(report: Report) {
  const { status, failure, image, job, exitCode, outputPath, reuse } = report
  return {
    status,
    ...failure,
    retryMayHelp: failure && mayPass(failure.verdict),
    pipeClass: report.pipeClass,
    backend: report.backend,
    remote: report.remote,
    context: report.context,
    params: Object.fromEntries(report.params),
    startedAt: report.startedAt.toISOString(),
    durationMs: Math.round(report.durationMs),
    phases: report.phases.map(({ name, ms }) => ({ name, ms: Math.round(ms) })),
    image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
    job,
    exitCode,
    logUrl: report.logUrl,
    attempts: report.attempts?.map(({ startedAt, stoppedAt, ...rest }) => ({
      startedAt: startedAt?.toISOString(),
      stoppedAt: stoppedAt?.toISOString(),
      ...rest,
    })),
    left: report.left,
    input: report.input && {
      ...bundle(report.input),
      pushed: report.input.pushed,
      copiedFrom: report.input.copiedFrom,
    },
    copied: report.copied?.map((each) => ({ ...bundle(each), copiedFrom: each.copiedFrom })),
    output: report.output && bundle(report.output),
    outputPath,
    newerUpstream: report.newerUpstream?.map(({ name, uuid, createdAt, used }) => ({
      name,
      uuid,
      createdAt: createdAt.toISOString(),
      used: { uuid: used.uuid, createdAt: used.createdAt.toISOString() },
    })),
    reuse: reuse && { possible: reuse.possible, why: reuse.why },
    log: report.log,
  }
}

function bundle({ name, uuid, uri, createdAt, files, bytes, tags }: BundleReport) {
  return { name, uuid, uri, createdAt: createdAt?.toISOString(), files, bytes, tags: tags && Object.fromEntries(tags) }
}
