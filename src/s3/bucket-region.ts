import { getString } from '../lib/json.ts'
import { getErrorStatus, S3Error } from './errors.ts'

/** The statuses with which S3 refuses a request that is for another region. */
const wrongRegionStatuses = new Set([301, 307, 400])

/** The region of a bucket. All clients of a store share it, so that they all follow a response that corrects it. */
export class BucketRegion {
  #current: string

  constructor(configured: string) {
    this.#current = configured
  }

  get current(): string {
    return this.#current
  }

  /** Whether an error names another region than the request was signed for: repeat the request then. */
  correct(error: unknown, used: string): boolean {
    const region = getErrorRegion(error)
    if (region === undefined || region === used || !wrongRegionStatuses.has(getErrorStatus(error) ?? 0)) return false
    this.#current = region
    return true
  }
}

/** The region of the bucket in an error of this client or of the SDK, where the response names a valid one. */
export function getErrorRegion(error: unknown): string | undefined {
  if (error instanceof S3Error) return error.region
  const region = getString(error, '$response', 'headers', 'x-amz-bucket-region') ?? getString(error, 'Region')
  return region !== undefined && isRegion(region) ? region : undefined
}

/**
 * Whether a text can be the name of a region: it becomes one label of a host name below a domain of AWS, and no more.
 */
export function isRegion(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
}
