import type { Environment } from '../lib/environment.ts'
import { parseJson } from '../lib/json.ts'
import { readOptionalText } from '../lib/regular-file.ts'

/** GitHub's payloads have at most 25 MB: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const maxEventBytes = 32 << 20

/** Reads the payload of the event that started the workflow; undefined without a payload, or when it is not JSON. */
export async function readEvent(env: Environment): Promise<unknown> {
  const path = env['GITHUB_EVENT_PATH']
  return parseJson(path ? await readOptionalText(path, { maxBytes: maxEventBytes }) : '')
}
