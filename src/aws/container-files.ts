import type { Credentials, Identity } from './credentials.ts'

/** A file for the pipe's container. */
export interface AwsFile {
  readonly path: string
  readonly content: string
}

const folder = '/etc/disdat-run-action'
const credentialsPath = `${folder}/credentials.json`

/** Variables of an image that the SDK would prefer to a configuration file. */
const removedVariables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_ROLE_ARN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AWS_CREDENTIAL_FILE',
  'BOTO_CONFIG',
] as const

/**
 * Variables that make the AWS SDK in the container read only our files. The image's own variables are removed
 * (undefined here), and neither `~/.aws` nor a metadata service can replace the step's credentials. None is a secret.
 */
export function createAwsFileEnv(region: string): ReadonlyMap<string, string | undefined> {
  return new Map<string, string | undefined>([
    ...removedVariables.map((name) => [name, undefined] as const),
    ['AWS_CONFIG_FILE', `${folder}/config`],
    ['AWS_SHARED_CREDENTIALS_FILE', `${folder}/none`],
    ['AWS_EC2_METADATA_DISABLED', 'true'],
    ['AWS_REGION', region],
    ['AWS_DEFAULT_REGION', region],
  ])
}

/**
 * An AWS configuration whose `credential_process` prints a file beside it. SDKs run the process again before the
 * credentials expire (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html), so replacing
 * the file renews the credentials of a running pipe.
 */
export function createAwsFiles(identity: Identity, credentials: Credentials): readonly AwsFile[] {
  const config = ['[default]', `region = ${identity.region}`, `credential_process = cat ${credentialsPath}`, '']
  return [{ path: `${folder}/config`, content: config.join('\n') }, createCredentialsFile(credentials)]
}

/** The file of `createAwsFiles` that holds the credentials. */
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

/** Credentials are renewed this long before they expire, or after half of the remaining time if that is later. */
const renewBeforeMs = 5 * 60_000

/** How long to wait before credentials must be renewed, in milliseconds; undefined for credentials without an end. */
export function getRenewalDelay({ expiration }: Credentials, now: Date): number | undefined {
  if (expiration === undefined) return undefined
  const leftMs = expiration.getTime() - now.getTime()
  return Math.max(0, leftMs - renewBeforeMs, leftMs / 2)
}
