/** A statement of an IAM policy, limited to what the session policies of the action use. */
interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** A request in the terms of IAM. */
export interface PolicyRequest {
  readonly action: string
  readonly resource: string
  /** Condition keys that the request has. */
  readonly context: Readonly<Record<string, string | undefined>>
}

/**
 * Whether a session policy allows a request, by IAM's rules: denied unless allowed, and a deny wins
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). Throws on policy
 * elements that it does not support, so that they allow nothing.
 */
export function isAllowed(policy: string, request: PolicyRequest): boolean {
  const { Statement: statements }: { Statement: readonly Statement[] } = JSON.parse(policy)
  const matching = statements.filter((statement) => applies(statement, request))
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

function applies(
  { Action, Resource, Condition = {} }: Statement,
  { action, resource, context }: PolicyRequest,
): boolean {
  return (
    list(Action).some((pattern) => matchesPattern(pattern, action)) &&
    list(Resource).some((pattern) => matchesPattern(pattern, resource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, context[key], list(values))),
    )
  )
}

function holds(operator: string, value: string | undefined, allowed: readonly string[]): boolean {
  if (operator.endsWith('IfExists') && value === undefined) return true
  if (value === undefined) return false
  switch (operator.replace('IfExists', '')) {
    case 'StringLike':
      return allowed.some((pattern) => matchesPattern(pattern, value))
    case 'StringEquals':
      return allowed.some((text) => readConstants(text) === value)
    default:
      throw new Error(`an operator that is not known here: ${operator}`)
  }
}

/**
 * Whether a text matches a pattern of a policy of version 2012-10-17: `*` and `?` are wildcards, and `${*}`, `${?}` and
 * `${$}` are the characters themselves
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html). Throws on other variables.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern.replace(/\$\{([^}]*)\}|[*?]|[^A-Za-z0-9]/gu, (piece, variable: string | undefined) => {
    if (variable !== undefined) return escapeRegExp(readConstant(variable))
    return piece === '*' ? '.*' : piece === '?' ? '.' : escapeRegExp(piece)
  })
  return new RegExp(`^${source}$`, 'su').test(text)
}

const readConstants = (text: string) => text.replace(/\$\{([^}]*)\}/gu, (_, variable: string) => readConstant(variable))

function readConstant(variable: string): string {
  if (['*', '?', '$'].includes(variable)) return variable
  throw new Error(`a variable that is not known here: ${variable}`)
}

const escapeRegExp = (character: string) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

const bucketArn = 'arn:aws:s3:::'

/**
 * The IAM requests of an S3 request with a path-style address and this body. A deletion of several keys needs the
 * permission to delete each of them.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export function createS3Requests(method: string, url: URL, body: Uint8Array): readonly PolicyRequest[] {
  if (method !== 'POST' || !url.searchParams.has('delete')) return [createS3Request(method, url)]
  const found = Buffer.from(body)
    .toString()
    .matchAll(/<Key>([^<]*)<\/Key>/g)
  const keys = Array.from(found, ([, key = '']) => readXmlText(key))
  if (keys.length === 0) throw new Error('a deletion without keys')
  const bucket = url.pathname.split('/')[1]
  return keys.map((key) => ({ action: 's3:DeleteObject', resource: `${bucketArn}${bucket}/${key}`, context: {} }))
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The text of an XML element that has no other elements. */
const readXmlText = (xml: string): string =>
  xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (entity, hex?: string, decimal?: string, name = '') => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    return decimal === undefined ? (entities[name] ?? entity) : String.fromCodePoint(Number(decimal))
  })

/** The IAM request of an S3 request for one bucket or key. Throws for a request to a bucket that it does not know. */
export function createS3Request(method: string, url: URL): PolicyRequest {
  const [, bucket = '', ...rest] = url.pathname.split('/')
  const key = decodeURIComponent(rest.join('/'))
  const prefix = url.searchParams.get('prefix') ?? undefined
  if (key === '') {
    const action = findBucketAction(method, url)
    return { action, resource: bucketArn + bucket, context: { 's3:prefix': prefix } }
  }
  const actions: Readonly<Record<string, string>> = {
    GET: 's3:GetObject',
    HEAD: 's3:GetObject',
    PUT: 's3:PutObject',
    POST: 's3:PutObject',
  }
  const action =
    method === 'DELETE'
      ? url.searchParams.has('uploadId')
        ? 's3:AbortMultipartUpload'
        : 's3:DeleteObject'
      : (actions[method] ?? method)
  return { action, resource: `${bucketArn}${bucket}/${key}`, context: {} }
}

function findBucketAction(method: string, { searchParams }: URL): string {
  if (method === 'PUT') return 's3:CreateBucket'
  if (method === 'HEAD') return 's3:ListBucket'
  if (method !== 'GET') throw new Error(`a request to a bucket that is not known here: ${method} ?${searchParams}`)
  return searchParams.has('uploads') ? 's3:ListBucketMultipartUploads' : 's3:ListBucket'
}
