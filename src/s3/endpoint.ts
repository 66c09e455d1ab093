import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'

/** Where a bucket answers. */
export interface Endpoint {
  readonly isSecure: boolean
  readonly hostname: string
  readonly port: string
  /** The Host header. */
  readonly host: string
  /** What stands before a key: `/`, or `/bucket/`. */
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

/** Whether text may be a region's name, and so become one label of a host's: whatever it is, that host is AWS's. */
export function isRegion(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
}

/**
 * Where the bucket answers in a region. AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL take every region, with the bucket in
 * the path; AWS has it in the host's name where its certificates allow that, and follows AWS_USE_FIPS_ENDPOINT and
 * AWS_USE_DUALSTACK_ENDPOINT. Throws Failure `invalid-input`.
 */
export function createEndpointResolver(bucket: string, env: Environment): (region: string) => Endpoint {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT } = env
  const custom = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL
  if (custom) {
    const endpoint = customEndpoint(custom, bucket)
    return () => endpoint
  }
  const service = `s3${isTrue(AWS_USE_FIPS_ENDPOINT) ? '-fips' : ''}${isTrue(AWS_USE_DUALSTACK_ENDPOINT) ? '.dualstack' : ''}`
  return (region) => {
    if (!isRegion(region)) {
      const evidence = `${JSON.stringify(region)} is not a region of AWS.`
      throw new Failure('invalid-input', evidence, 'Set `aws-region` to one, such as `us-east-1`.')
    }
    const domain = domains.find(([regions]) => region.startsWith(regions))?.[1] ?? 'amazonaws.com'
    const server = `${service}.${region}.${domain}`
    // The certificate is for one name more: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
    const inPath = bucket.includes('.')
    const host = inPath ? server : `${bucket}.${server}`
    return { isSecure: true, hostname: host, port: '', host, base: inPath ? `/${bucket}/` : '/' }
  }
}

function customEndpoint(text: string, bucket: string): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    const evidence = `${JSON.stringify(text)}, which AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL holds, is not an HTTP address.`
    throw new Failure('invalid-input', evidence, 'Write it as https://host or http://host:port.')
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
