/** A statement of an IAM policy, as far as session policies of this action use them. */
interface Statement {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** What somebody wants to do, in IAM's words. */
export interface Wish {
  readonly action: string
  readonly resource: string
  /** Condition keys that the request has. */
  readonly context: Readonly<Record<string, string | undefined>>
}

/**
 * Whether a session policy allows a wish, by IAM's rules: denied unless allowed, and a deny wins
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html). Throws on what it does not know, rather than to allow it.
 */
export function allows(policy: string, wish: Wish): boolean {
  const { Statement: statements }: { Statement: readonly Statement[] } = JSON.parse(policy)
  const matching = statements.filter((statement) => applies(statement, wish))
  return matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

function applies({ Action, Resource, Condition = {} }: Statement, { action, resource, context }: Wish): boolean {
  return (
    list(Action).some((pattern) => like(pattern, action)) &&
    list(Resource).some((pattern) => like(pattern, resource)) &&
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
      return allowed.some((pattern) => like(pattern, value))
    case 'StringEquals':
      return allowed.includes(value)
    default:
      throw new Error(`an operator that is not known here: ${operator}`)
  }
}

/** `*` and `?` as IAM has them. */
export function like(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(text)
}

/** What a request to S3 with path-style addresses wishes; undefined for one that lists buckets. */
export function s3Wish(method: string, url: URL, bucketArn = 'arn:aws:s3:::'): Wish {
  const [, bucket = '', ...rest] = url.pathname.split('/')
  const key = decodeURIComponent(rest.join('/'))
  const prefix = url.searchParams.get('prefix') ?? undefined
  if (key === '') {
    const action = method === 'GET' || method === 'HEAD' ? 's3:ListBucket' : 's3:CreateBucket'
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
