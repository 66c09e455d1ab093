import { readFile } from 'node:fs/promises'
import type { Environment } from '../lib/environment.ts'
import { parseJson } from '../lib/json.ts'

/** Reads the payload of the event that started the workflow; undefined without a payload, or when it is not JSON. */
export async function readEvent(env: Environment): Promise<unknown> {
  const path = env['GITHUB_EVENT_PATH']
  return parseJson(path ? await readFile(path, 'utf8').catch(() => '') : '')
}
