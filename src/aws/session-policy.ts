import { Failure } from '../errors.ts'

/** What a session policy is about: one context of one remote. */
export interface PolicyScope {
  readonly region: string
  readonly bucket: string
  /** Of the remote, without slashes at its ends; may be empty. */
  readonly prefix: string
  /** The remote context. */
  readonly context: string
  readonly kmsKeyId?: string | undefined
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const limitChars = 2048

/** How the regions of each partition but the public one begin: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
]

/** The partition that a region belongs to. */
export function getPartition(region: string): string {
  return partitions.find(([beginning]) => region.startsWith(beginning))?.[1] ?? 'aws'
}

/**
 * The policy of a pipe's session: it lists, reads and writes the bundles of one context, deletes nothing, and knows nothing else. disdat looks
 * whether the bucket is there, which S3 answers to whoever may list it. At most 2,048 characters, or Failure `invalid-input`.
 */
export function createPipePolicy({ region, bucket, prefix, context, kmsKeyId }: PolicyScope): string {
  const partition = getPartition(region)
  const arn = `arn:${partition}:s3:::${bucket}`
  const place = `${prefix === '' ? '' : `${prefix}/`}context/${context}`
  const statements = [
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: arn,
      // HeadBucket has no prefix, and tells nothing but that the bucket is there.
      Condition: { StringLikeIfExists: { 's3:prefix': `${place}/*` } },
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:AbortMultipartUpload'],
      Resource: `${arn}/${place}/objects/*`,
    },
    ...(kmsKeyId === undefined ? [] : [kmsStatement(kmsKeyId, region)]),
  ]
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  if (policy.length > limitChars) {
    const evidence = `The session policy for ${bucket}/${place} has ${policy.length} characters; STS takes ${limitChars}.`
    throw new Failure('invalid-input', evidence, 'Use a shorter prefix in `remote`.')
  }
  return policy
}

/** What a step needs of the base of its sandbox, from which it copies; its pipe needs nothing there. */
export function createBaseStatements({ region, bucket, prefix, context }: PolicyScope): readonly object[] {
  const arn = `arn:${getPartition(region)}:s3:::${bucket}`
  const place = `${prefix === '' ? '' : `${prefix}/`}context/${context}`
  const Condition = { StringLike: { 's3:prefix': `${place}/*` } }
  return [
    { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: `${arn}/${place}/*` },
  ]
}

/** What a step needs for the index that it keeps beside the bundles, and for the mark of a sandbox; its pipe does not. */
export function createIndexStatement({ region, bucket, prefix, context }: PolicyScope): object {
  const place = `${prefix === '' ? '' : `${prefix}/`}context/${context}`
  return {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
    Resource: `arn:${getPartition(region)}:s3:::${bucket}/${place}/run-action/*`,
  }
}

/** A key that is not named by its ARN may be any, as long as S3 is the one that uses it. */
function kmsStatement(kmsKeyId: string, region: string) {
  const isKeyArn = kmsKeyId.startsWith('arn:') && kmsKeyId.includes(':key/')
  return {
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Resource: isKeyArn ? kmsKeyId : '*',
    ...(isKeyArn ? {} : { Condition: { StringEquals: { 'kms:ViaService': viaS3(region) } } }),
  }
}

/** In China, services have names under another domain too. */
const viaS3 = (region: string) => [
  `s3.${region}.amazonaws.com`,
  ...(region.startsWith('cn-') ? [`s3.${region}.amazonaws.com.cn`] : []),
]
