import type { Credentials, Identity } from './identity.ts'

/** A file to be put into a container. */
export interface AwsFile {
  readonly path: string
  readonly content: string
}

const folder = '/etc/disdat-run-action'
const credentialsPath = `${folder}/credentials.json`

/** By these, an image would choose its credentials before the SDK looks into a configuration file. */
const imagesOwn = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
] as const

/**
 * What tells the AWS SDK in the container to read our files, and nothing else: an image's own variables (undefined here: taken away) and
 * `~/.aws` must not win over the step's credentials, nor may a metadata service. None of these is a secret.
 */
export function createAwsFileEnv(region: string): ReadonlyMap<string, string | undefined> {
  return new Map<string, string | undefined>([
    ...imagesOwn.map((name) => [name, undefined] as const),
    ['AWS_CONFIG_FILE', `${folder}/config`],
    ['AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`],
    ['AWS_EC2_METADATA_DISABLED', 'true'],
    ['AWS_REGION', region],
    ['AWS_DEFAULT_REGION', region],
  ])
}

/**
 * An AWS configuration whose `credential_process` reads a file beside it. When that file is renewed, SDKs take the new credentials before
 * the old ones end (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html).
 */
export function createAwsFiles(identity: Identity, credentials: Credentials): readonly AwsFile[] {
  const config = ['[default]', `region = ${identity.region}`, `credential_process = cat ${credentialsPath}`, '']
  return [{ path: `${folder}/config`, content: config.join('\n') }, createCredentialsFile(credentials)]
}

/** The renewed part of `awsFiles`. */
export function createCredentialsFile({
  accessKeyId,
  secretAccessKey,
  sessionToken,
  expiration,
}: Credentials): AwsFile {
  const content = {
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: expiration?.toISOString(),
  }
  return { path: credentialsPath, content: JSON.stringify(content) }
}

/** Credentials are renewed this long before they end, or at half their remaining life where that is shorter. */
const aheadMs = 5 * 60_000

/** How long to wait, in ms, before credentials must be renewed; undefined for those that do not end. */
export function getRenewalDelay({ expiration }: Credentials, now: Date): number | undefined {
  if (expiration === undefined) return undefined
  const left = expiration.getTime() - now.getTime()
  return Math.max(0, left - aheadMs, left / 2)
}
