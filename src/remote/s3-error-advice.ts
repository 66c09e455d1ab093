import type { Verdict } from '../errors.ts'

/** The verdict for a code of S3, and what to do. */
export type S3ErrorAdvice = readonly [verdict: Verdict, advice: string]

const expired = 'The credentials have expired: set a longer session (`role-duration-seconds`), or renew them.'
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.'
const wrongSecret =
  'The secret key does not belong to the access key, or a proxy changes requests: check AWS_SECRET_ACCESS_KEY.'
const unknownKey =
  'S3 does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from, and AWS_ENDPOINT_URL.'
const account = 'The AWS account of the bucket has a problem, such as an unpaid bill: ask its owner or AWS Support.'
const restore =
  'Restore it, for example with `aws s3api restore-object`, wait until it is readable, and run the job again. Exclude bundles that are still used from lifecycle rules and archive tiers.'
const locked =
  'Object Lock or a retention rule of the bucket protects the object. Wait until the retention ends, or use a remote without it.'
const slower = 'S3 asks for fewer requests: run the job again later, and start fewer jobs on this remote at a time.'
const trouble = 'S3 has an error or is overloaded: run the job again later.'
const race = 'Another request changed the same object or bucket at the same time: run the job again.'
const lostUpload = 'Another client or a lifecycle rule ended the upload: run the job again.'
const fullStorage =
  'The storage of the server is full or its quota is used up: free space there, and run the job again.'
const unsupported =
  'This server lacks what the action needs, or AWS_ENDPOINT_URL is not the address of an S3 API: docs/s3-servers.md lists servers that work.'

/**
 * The codes that have their own verdict or advice: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 * The codes that begin with `XMinio` are MinIO's.
 */
const codes: ReadonlyMap<string, S3ErrorAdvice> = new Map<string, S3ErrorAdvice>([
  ['ExpiredToken', ['access-denied', expired]],
  ['ExpiredTokenException', ['access-denied', expired]],
  ['TokenRefreshRequired', ['access-denied', expired]],
  ['InvalidToken', ['access-denied', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.']],
  ['InvalidAccessKeyId', ['access-denied', unknownKey]],
  ['SignatureDoesNotMatch', ['access-denied', wrongSecret]],
  ['RequestTimeTooSkewed', ['access-denied', wrongClock]],
  ['RequestExpired', ['access-denied', wrongClock]],
  ['AccountProblem', ['access-denied', account]],
  ['AllAccessDisabled', ['access-denied', account]],
  ['NotSignedUp', ['access-denied', account]],
  ['InvalidPayer', ['access-denied', account]],
  ['ObjectLocked', ['access-denied', locked]],
  ['InvalidObjectState', ['object-archived', restore]],
  ['ObjectNotInActiveTierError', ['object-archived', restore]],
  ['SlowDown', ['remote-unreachable', slower]],
  ['SlowDownRead', ['remote-unreachable', slower]],
  ['SlowDownWrite', ['remote-unreachable', slower]],
  ['TooManyRequests', ['remote-unreachable', slower]],
  ['RequestLimitExceeded', ['remote-unreachable', slower]],
  ['InternalError', ['remote-unreachable', trouble]],
  ['ServiceUnavailable', ['remote-unreachable', trouble]],
  ['RequestTimeout', ['remote-unreachable', 'The connection to S3 is too slow or broke: run the job again.']],
  ['OperationAborted', ['remote-unreachable', race]],
  ['ConditionalRequestConflict', ['remote-unreachable', race]],
  ['NoSuchUpload', ['remote-unreachable', lostUpload]],
  ['MethodNotAllowed', ['remote-unreachable', unsupported]],
  ['NotImplemented', ['remote-unreachable', unsupported]],
  ['XNotImplemented', ['remote-unreachable', unsupported]],
  ['QuotaExceeded', ['remote-unreachable', fullStorage]],
  ['XMinioStorageFull', ['remote-unreachable', fullStorage]],
  ['XMinioAdminBucketQuotaExceeded', ['remote-unreachable', fullStorage]],
  [
    'KeyTooLongError',
    ['invalid-input', 'A key has at most 1,024 bytes: shorten `remote`, `context` or the file name.'],
  ],
  ['EntityTooLarge', ['invalid-input', 'The server does not accept objects of this size: split the file.']],
])

/**
 * `KMS.DisabledException`, `kms:KeyNotFound` and the like:
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const kmsCode = /^kms[.:]/i
const kms: S3ErrorAdvice = [
  'access-denied',
  "Check `sse-kms-key-id`, or the bucket's default key: it exists, is enabled and in the bucket's region, and the role may use it.",
]

/** The verdict and the advice for a code of S3; undefined for a code that says no more than its status. */
export function findS3ErrorAdvice(code: string): S3ErrorAdvice | undefined {
  return kmsCode.test(code) ? kms : codes.get(code)
}

const encryptionCode = /^(?:NotImplemented|XNotImplemented|Invalid(?:Argument|Request|EncryptionAlgorithmError))$/
const encryptionMessage = /KMS is not configured|server.side.encryption|\bSSE\b|encryption (?:method|algorithm)/i

/** What helps against a server that does not know the encryption which the action asks for. */
export const encryptionAdvice =
  'Configure an encryption key on the server (MinIO: MINIO_KMS_SECRET_KEY), because Disdat in the container always asks for AES256. `sse: none` omits it from what the action itself writes.'

/** Whether a server does not know the encryption of a request: MinIO without a key, for example. */
export function isEncryptionUnknown(code: string, message: string): boolean {
  return encryptionCode.test(code) && encryptionMessage.test(message)
}
