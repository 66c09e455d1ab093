import { Failure } from '../errors.ts'
import { escapePattern } from './iam-pattern.ts'

/** What a session policy grants access to: one context of one remote. */
export interface PolicyScope {
  readonly region: string
  readonly bucket: string
  /** The prefix of the remote, without slashes at its ends; may be empty. */
  readonly prefix: string
  /** The remote context. */
  readonly context: string
  readonly kmsKeyId?: string | undefined
}

/** What a pipe can access. */
export interface PipeScope extends PolicyScope {
  /** Its image checks that the object with the key `<prefix>/` exists. */
  readonly readsPrefixKey?: boolean
  /** It fills its local context from the packs beside the bundles. */
  readonly readsPacks?: boolean
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const maxPolicyLength = 2048

/**
 * Prefixes of the regions in each partition except the public one:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitionPrefixes: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
]

/** The partition of a region. */
export function getPartition(region: string): string {
  return partitionPrefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws'
}

/** The ARN of the bucket, and the folder of the context in it without a trailing slash, as patterns of a policy. */
function createPatterns({ region, bucket, prefix, context }: PolicyScope) {
  const folder = `${prefix === '' ? '' : `${prefix}/`}context/${context}`
  return { arn: `arn:${getPartition(region)}:s3:::${escapePattern(bucket)}`, folder: escapePattern(folder) }
}

/**
 * The session policy of a pipe. It allows listing, reading and writing the bundles of one context, and nothing else: no
 * deletion. disdat sends HeadBucket, which needs `s3:ListBucket`. Throws Failure `invalid-input` for a policy of more
 * than 2,048 characters.
 */
export function createPipePolicy(scope: PipeScope): string {
  const { region, kmsKeyId } = scope
  const { arn, folder } = createPatterns(scope)
  const statements = [
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: arn,
      // HeadBucket has no prefix. Neither has a listing of the whole bucket, so it is allowed, and shows keys.
      Condition: { StringLikeIfExists: { 's3:prefix': `${folder}/*` } },
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
      Resource: `${arn}/${folder}/objects/*`,
    },
    ...(scope.readsPrefixKey ? createPrefixKeyStatements(scope, ['s3:GetObject']) : []),
    ...(scope.readsPacks
      ? [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${folder}/run-action/pack*` }]
      : []),
    ...(kmsKeyId === undefined ? [] : [createKmsStatement(kmsKeyId, region)]),
  ]
  const policy = toLatin1Json({ Version: '2012-10-17', Statement: statements })
  if (policy.length > maxPolicyLength) {
    const evidence = `The session policy for ${scope.bucket}/${scope.prefix}, context ${scope.context}, has ${policy.length} characters. STS allows ${maxPolicyLength}.`
    throw new Failure(
      'invalid-input',
      evidence,
      'Use a shorter prefix in `remote`. In a policy, `*` takes four characters, and a letter outside of Latin-1 six.',
    )
  }
  return policy
}

/** The statements for the object with the key `<prefix>/`: none without a prefix. */
export function createPrefixKeyStatements(
  { region, bucket, prefix }: Omit<PolicyScope, 'context'>,
  Action: readonly string[] = ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
): readonly object[] {
  if (prefix === '') return []
  const arn = `arn:${getPartition(region)}:s3:::${escapePattern(bucket)}`
  return [{ Effect: 'Allow', Action, Resource: `${arn}/${escapePattern(prefix)}/` }]
}

/** STS accepts only these characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
function toLatin1Json(value: object): string {
  return JSON.stringify(value).replace(
    /[\u0100-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Statements for the base of a sandbox, from which the step copies. The pipe needs no access to it. */
export function createBaseStatements(scope: PolicyScope): readonly object[] {
  const { arn, folder } = createPatterns(scope)
  const Condition = { StringLike: { 's3:prefix': `${folder}/*` } }
  return [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${folder}/*` },
  ]
}

/**
 * Statements for sandboxes, from which a promotion copies: for all contexts of the remote whose names begin with one of
 * the given texts. IAM's `*` also matches slashes, so a text must not be empty.
 */
export function createSandboxStatements(
  { region, bucket, prefix }: Omit<PolicyScope, 'context'>,
  beginnings: readonly string[],
): readonly object[] {
  const scopes = beginnings.map((context) => createPatterns({ region, bucket, prefix, context }))
  const [arn] = scopes.map((scope) => scope.arn)
  const Condition = { StringLike: { 's3:prefix': scopes.map(({ folder }) => `${folder}*`) } }
  return [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: scopes.map(({ folder }) => `${arn}/${folder}*`) },
  ]
}

/** The statement for index and packs beside the bundles and the marker of a sandbox. The pipe writes none of them. */
export function createIndexStatement(scope: PolicyScope): object {
  const { arn, folder } = createPatterns(scope)
  return {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
    Resource: `${arn}/${folder}/run-action/*`,
  }
}

/** An alias does not name the key, so the statement allows every key, but only for use by S3. */
function createKmsStatement(kmsKeyId: string, region: string) {
  const isKeyArn = kmsKeyId.startsWith('arn:') && kmsKeyId.includes(':key/')
  return {
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: isKeyArn ? escapePattern(kmsKeyId) : '*',
    ...(isKeyArn ? {} : { Condition: { StringEquals: { 'kms:ViaService': getS3ServiceNames(region) } } }),
  }
}

/** In China, services also have names in another domain. */
const getS3ServiceNames = (region: string) => [
  `s3.${region}.amazonaws.com`,
  ...(region.startsWith('cn-') ? [`s3.${region}.amazonaws.com.cn`] : []),
]
