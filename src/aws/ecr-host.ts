/** A private registry of Amazon ECR, as its host names it. */
export interface EcrRegistryHost {
  /** The AWS account. */
  readonly registryId: string
  readonly region: string
  /** Whether its host is that of validated cryptography: its API has a host of its own, too. */
  readonly isFips: boolean
}

/**
 * The domains of ECR's registries, by partition. The second one of a partition is that of its dual-stack endpoints:
 * https://docs.aws.amazon.com/general/latest/gr/ecr.html,
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
 */
const domains: readonly string[] = [
  ...['amazonaws.com', 'on.aws'],
  ...['amazonaws.com.cn', 'on.amazonwebservices.com.cn'],
  ...['amazonaws.eu', 'on.amazonwebservices.eu', 'amazonwebservices.eu'],
  ...['c2s.ic.gov', 'on.aws.ic.gov'],
  ...['sc2s.sgov.gov', 'on.aws.scloud'],
  ...['cloud.adc-e.uk', 'on.cloud-aws.adc-e.uk'],
  ...['csp.hci.ic.gov', 'on.aws.hci.ic.gov'],
]

const host = /^(?<registryId>\d{12})\.dkr[.-]ecr(?<fips>-fips)?\.(?<region>[a-z0-9-]+)\.(?<domain>[a-z0-9.-]+)$/

/**
 * Parses the host of a private ECR registry; undefined for other hosts. `public.ecr.aws` is another service, whose
 * images need no login.
 */
export function parseEcrHost(text: string): EcrRegistryHost | undefined {
  const { registryId, region, fips, domain = '' } = host.exec(text)?.groups ?? {}
  return registryId !== undefined && region !== undefined && domains.includes(domain)
    ? { registryId, region, isFips: fips !== undefined }
    : undefined
}
