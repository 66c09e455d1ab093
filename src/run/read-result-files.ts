import { quote } from '../action/input-problems.ts'
import { Failure } from '../errors.ts'
import { openRegularFile } from '../lib/regular-file.ts'
import { collectFiles } from '../local/workspace-files.ts'
import type { Report } from '../report/report.ts'
import { resultLimitBytes } from '../report/result-file.ts'

/** The most result files in one report. */
const fileLimit = 100

/**
 * Reads the reports in the result files of the workspace. The lines are paths, folders and patterns, as in
 * `input-path`. The files are untrusted: throws Failure `invalid-input`, which names the file, for a link that
 * leaves the workspace, a file that is too large, or a file that does not match the schema.
 */
export async function readResultFiles(
  lines: readonly string[],
  workspace: string,
  signal: AbortSignal,
): Promise<readonly Report[]> {
  const { readResultFile } = await import('../report/read-result-file.ts')
  const reports: Report[] = []
  for (const [at, { source, path }] of (await findFiles(lines, workspace, signal)).entries()) {
    try {
      reports.push(...readResultFile(await readBytes(source), `file-${at + 1}`))
    } catch (error) {
      const reason = error instanceof Error ? error.message : ''
      throw createFailure(`result-file: ${quote(path)} is not a result file. ${reason}`.trim(), error)
    }
  }
  return reports
}

async function findFiles(lines: readonly string[], workspace: string, signal: AbortSignal) {
  try {
    const { files } = await collectFiles(workspace, lines, { signal, limit: fileLimit })
    return files
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw createFailure(error.message.replace(/^input-path:/, 'result-file:'), error)
  }
}

/** Reads one byte more than allowed at most, so that the reader sees that a file is too large. */
async function readBytes(path: string): Promise<Uint8Array> {
  await using file = await openRegularFile(path, { followsLink: false })
  const buffer = Buffer.alloc(resultLimitBytes + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    length += bytesRead
    if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
  }
}

function createFailure(evidence: string, cause: unknown): Failure {
  const advice = 'Give the files that the output `result-file` of disdat/run-action names, from the same release.'
  return new Failure('invalid-input', evidence, advice, { cause })
}
