import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { quote } from '../action/input-problems.ts'
import { Failure } from '../errors.ts'
import { collectFiles } from '../local/workspace-files.ts'
import type { Report } from '../report/report.ts'
import { resultLimitBytes } from '../report/result-file.ts'

/** Result files that are told together, at most. */
const fileLimit = 100

/**
 * The reports in the files that lines of paths, folders and patterns name in the workspace, as `input-path` does. Nothing in them is trusted: a link
 * that leads elsewhere, what is too large or under no schema of ours is a Failure `invalid-input` that names the file.
 */
export async function readReports(
  lines: readonly string[],
  workspace: string,
  signal: AbortSignal,
): Promise<readonly Report[]> {
  const { readResultFile: readResult } = await import('../report/read-result-file.ts')
  const reports: Report[] = []
  for (const [at, { source, path }] of (await findFiles(lines, workspace, signal)).entries()) {
    try {
      reports.push(...readResult(await readWhole(source), `file-${at + 1}`))
    } catch (error) {
      const evidence = `result-file: ${quote(path)} is no result file. ${error instanceof Error ? error.message : ''}`
      throw refusal(evidence.trim(), error)
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
    throw refusal(error.message.replace(/^input-path:/, 'result-file:'), error)
  }
}

/** At most a byte more than is allowed. */
async function readWhole(path: string): Promise<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  const buffer = Buffer.alloc(resultLimitBytes + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length)
    length += bytesRead
    if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
  }
}

function refusal(evidence: string, cause: unknown): Failure {
  const advice =
    'Give `result-file` the files that the output `result-file` of disdat/run-action names, of the same release.'
  return new Failure('invalid-input', evidence, advice, { cause })
}
