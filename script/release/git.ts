import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const timeoutMs = 60_000

/** Runs git in a folder and returns its output, trimmed. @throws with the error output of git. */
export async function runGit(folder: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: folder, timeout: timeoutMs, maxBuffer: 64 << 20 })
  return stdout.trim()
}
