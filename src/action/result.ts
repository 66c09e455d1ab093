import type { BundleReport, Report } from './report.ts'

/** The result file's format. A field may be added within a version; one is never removed or given another meaning. */
export const resultVersion = 1

/** The result file: a report as JSON, under docs/result.schema.json. Absent values are left out. */
export function resultJson(report: Report): string {
  const { status, failure, image, job, exitCode, outputPath, reuse } = report
  const result = {
    version: resultVersion,
    status,
    ...failure,
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
    input: report.input && { ...bundle(report.input), pushed: report.input.pushed },
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
  return `${JSON.stringify(result, null, 2)}\n`
}

function bundle({ name, uuid, uri, createdAt, files, bytes, tags }: BundleReport) {
  return { name, uuid, uri, createdAt: createdAt?.toISOString(), files, bytes, tags: tags && Object.fromEntries(tags) }
}
