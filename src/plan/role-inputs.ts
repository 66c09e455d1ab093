import { parseIds } from '../action/input-parsers.ts'
import type { InputReader } from '../action/input-reader.ts'
import type { Environment } from '../lib/environment.ts'
import { isHostLabel } from '../lib/host-label.ts'

/** The identity of the step; names and meaning are those of aws-actions/configure-aws-credentials. */
export interface RoleInputs {
  /** An ARN, or a name in the account of the ambient credentials. */
  readonly roleToAssume: string | undefined
  readonly roleSessionName: string | undefined
  readonly roleDurationSeconds: number | undefined
  readonly roleExternalId: string | undefined
  readonly audience: string | undefined
  /** Mask the id of the account in the log. */
  readonly shouldMaskAccountId: boolean
  readonly allowedAccountIds: readonly string[]
}

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
const roleName = /^[\w+=,.@-]{1,64}$/
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = /^[\w+=,.@-]{2,64}$/

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalId = /^[\w+=,.@:/-]{2,1224}$/

const awsRegion = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/

/**
 * Reads the region of the step. With an endpoint of another S3, its regions may have any name, such as `auto`, `garage`
 * or `nyc3`; for AWS itself, a typing error becomes a problem of `read`.
 */
export function readRegion(read: InputReader, env: Environment): string | undefined {
  const isAws = isAwsEndpoint(env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'])
  const parse = (text: string) => ((isAws ? awsRegion.test(text) : isHostLabel(text)) ? text : undefined)
  return read.parsed(
    'aws-region',
    parse,
    isAws
      ? 'Give an AWS region such as `us-east-1`. For another S3, set AWS_ENDPOINT_URL, which allows its own names.'
      : 'Give a name of at most 63 letters, digits and hyphens.',
  )
}

/** Without an endpoint, and with one of a VPC. */
function isAwsEndpoint(endpoint: string | undefined): boolean {
  if (!endpoint) return true
  return URL.canParse(endpoint) && /\.amazonaws\.(?:com|com\.cn|eu)$/.test(new URL(endpoint).hostname)
}

/** Reads the identity of the step; invalid values become problems of `read`. */
export function readRoleInputs(read: InputReader): RoleInputs {
  const parseRole = (text: string) => (roleArn.test(text) || roleName.test(text) ? text : undefined)
  const parseSessionName = (text: string) => (sessionName.test(text) ? text : undefined)
  const parseExternalId = (text: string) => (externalId.test(text) ? text : undefined)
  const parseAccountIds = (text: string) =>
    parseIds(text, /^\d{12}$/, 'Give account ids of 12 digits, separated by commas or line breaks.')
  return {
    roleToAssume: read.parsed(
      'role-to-assume',
      parseRole,
      "Give the role's ARN, such as `arn:aws:iam::123456789012:role/disdat-ci`.",
    ),
    roleSessionName: read.parsed(
      'role-session-name',
      parseSessionName,
      'Give 2 to 64 letters, digits and characters of `_+=,.@-`.',
    ),
    roleDurationSeconds: read.number('role-duration-seconds', { min: 900, max: 43_200, isInteger: true }),
    roleExternalId: read.parsed(
      'role-external-id',
      parseExternalId,
      'Give 2 to 1224 letters, digits and characters of `_+=,.@:/-`.',
    ),
    audience: read.text('audience'),
    shouldMaskAccountId: read.flag('mask-aws-account-id', false),
    allowedAccountIds: read.list('allowed-account-ids', parseAccountIds),
  }
}
