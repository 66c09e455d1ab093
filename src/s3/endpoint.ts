import type { Environment } from '../lib/environment.ts'
import { redactUserInfo } from '../lib/user-info.ts'
import { isRegion } from './bucket-region.ts'
import { StoreError } from './errors.ts'

/** The address of a bucket. */
export interface Endpoint {
  readonly isSecure: boolean
  readonly hostname: string
  readonly port: string
  /** The Host header. */
  readonly host: string
  /** The path before a key: `/`, or `/bucket/`. */
  readonly base: string
}

/** The domains of the partitions: https://docs.aws.amazon.com/general/latest/gr/s3.html */
const domains: readonly (readonly [regions: string, domain: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
  ['eusc-', 'amazonaws.eu'],
]

/** Whether the environment names another server than S3 of AWS. */
export function hasCustomEndpoint({ AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL }: Environment): boolean {
  return Boolean(AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL)
}

/**
 * Returns a function from a region to the address of the bucket there. AWS_ENDPOINT_URL_S3, then AWS_ENDPOINT_URL,
 * serve every region, with the bucket in the path. Without them the address is AWS's, with the bucket in the host name
 * where the certificate allows it; AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT apply. Throws StoreError
 * `invalid-endpoint`, and the function `invalid-region`.
 */
export function createEndpointResolver(bucket: string, env: Environment): (region: string) => Endpoint {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT } = env
  const custom = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL
  if (custom) {
    const endpoint = parseEndpoint(custom, bucket)
    return () => endpoint
  }
  const service = `s3${isTrue(AWS_USE_FIPS_ENDPOINT) ? '-fips' : ''}${isTrue(AWS_USE_DUALSTACK_ENDPOINT) ? '.dualstack' : ''}`
  return (region) => {
    if (!isRegion(region)) {
      throw new StoreError('invalid-region', `${JSON.stringify(region)} is not a region of AWS.`)
    }
    const domain = domains.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com'
    const server = `${service}.${region}.${domain}`
    // The certificate covers one more label: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
    const inPath = bucket.includes('.')
    const host = inPath ? server : `${bucket}.${server}`
    return { isSecure: true, hostname: host, port: '', host, base: inPath ? `/${bucket}/` : '/' }
  }
}

function parseEndpoint(text: string, bucket: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const value = JSON.stringify(redactUserInfo(text))
    throw new StoreError(
      'invalid-endpoint',
      `AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL is ${value}: not an HTTP address.`,
    )
  }
  return {
    isSecure: url.protocol === 'https:',
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    host: url.host,
    base: `${url.pathname.replace(/\/$/, '')}/${bucket}/`,
  }
}

const isTrue = (value: string | undefined) => value?.toLowerCase() === 'true'
