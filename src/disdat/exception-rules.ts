/** Maps an exception to a verdict. */
export interface ExceptionRule {
  readonly exception: RegExp
  readonly verdict:
    | 'unknown-parameter'
    | 'missing-parameter'
    | 'pipe-not-found'
    | 'image-incompatible'
    | 'input-not-found'
    | 'remote-unreachable'
    | 'access-denied'
    | 'disk-full'
    | 'unreadable-file-name'
    | 'image-architecture'
  readonly advice: string
}

/** Advice for an image whose command line is another. */
export const dialectAdvice =
  'Set `dialect` to the version of Disdat in the image, or build the image again (docs/dialects.md).'
/** Advice for a container that may not use the remote. */
export const credentialAdvice = 'Check that the step’s role may list, get and put objects below the remote context.'
/** The codes of AWS for credentials without the permission, as botocore writes them into a message. */
export const accessDeniedCode =
  /\((?:AccessDenied|403|Forbidden|ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired)\w*\)/

/**
 * Exceptions before the first task, whose traceback has no line of the user's code.
 * The texts are those of Disdat since 0.7 and of its versions of luigi. In Python 2 exceptions have no module.
 */
const startRules: readonly ExceptionRule[] = [
  {
    exception: /^Exception: Driver unable to find input bundle (?:dsdt_docker$|-|\/)/,
    verdict: 'image-incompatible',
    advice: dialectAdvice,
  },
  {
    exception: /^Exception: Driver unable to find input bundle /,
    verdict: 'input-not-found',
    advice: 'Check that the input bundle is still in the context of the remote, with the tags of `input-tags`.',
  },
  {
    exception: /^ValueError: Parameter .+ is not defined in class |UnknownParameterException: /,
    verdict: 'unknown-parameter',
    advice: 'Correct the name in `params`, or add the parameter to the pipe.',
  },
  {
    exception: /MissingParameterException: /,
    verdict: 'missing-parameter',
    advice: 'Set the parameter in `params`. If it receives the input bundle’s uuid, set its name in `input-param`.',
  },
  {
    exception:
      /^ModuleNotFoundError: |^ImportError: No module named |^AttributeError: module '.+' has no attribute |^(?:luigi\.task_register\.)?TaskClassNotFoundException: /,
    verdict: 'pipe-not-found',
    advice: 'Check that the image has the class that `pipe-class` names, and that the image is up to date.',
  },
]

/** Applies at any time: a pipe can fill the disk before and during a task. */
const diskRule: ExceptionRule = {
  exception: /^OSError: \[Errno 28\] |No space left on device/,
  verdict: 'disk-full',
  advice: 'Use a host with a larger disk, free space before this step, or let the pipe keep fewer files at a time.',
}

/** Applies at any time: a program is for other processors, also where the rest of the image is emulated. */
const architectureRule: ExceptionRule = {
  exception: /^OSError: \[Errno 8\] /,
  verdict: 'image-architecture',
  advice: 'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.',
}

/** Exceptions of the AWS SDK for Python, at any time. */
const remoteRules: readonly ExceptionRule[] = [
  {
    exception: /^botocore\.exceptions\.ClientError: .*\(reached max retries: \d+\)/,
    verdict: 'remote-unreachable',
    advice: 'AWS or the S3 server failed at each attempt of the container. Run it again later.',
  },
  {
    exception:
      /^botocore\.exceptions\.(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|SSLError): /,
    verdict: 'remote-unreachable',
    advice:
      'The container cannot reach S3. Check `network`, the proxy variables and AWS_ENDPOINT_URL from inside a container.',
  },
  {
    exception: new RegExp(
      `^boto(?:core|3)\\.\\w+\\.(?:NoCredentialsError|CredentialRetrievalError|\\w+: .*${accessDeniedCode.source})`,
    ),
    verdict: 'access-denied',
    advice: credentialAdvice,
  },
]

/**
 * The rule for the last line of a traceback; undefined where the pipe itself is the cause. `isStart`: it came before
 * the first task and shows no line of the user's code.
 */
export function findExceptionRule(text: string, isStart: boolean): ExceptionRule | undefined {
  return [...(isStart ? startRules : []), ...remoteRules, diskRule, architectureRule].find(({ exception }) =>
    exception.test(text),
  )
}
