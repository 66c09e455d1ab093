import type { LogAnalyzer } from './log-analyzer.ts'
import type { CodeLine } from './traceback.ts'

/** Why a container's run failed, as far as its end and its log tell. The words are part of the `verdict` output's list. */
export interface Diagnosis {
  readonly verdict:
    | 'pipe-error'
    | 'pipe-not-found'
    | 'unknown-parameter'
    | 'missing-parameter'
    | 'out-of-memory'
    | 'remote-unreachable'
    | 'access-denied'
    | 'no-output'
    | 'invalid-input'
    | 'image-architecture'
    | 'disk-full'
  readonly evidence: string
  readonly advice: string
  readonly where?: CodeLine
}

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number
  readonly outOfMemory: boolean
  /** The limit that was set, in MiB. */
  readonly memoryMib: number | undefined
}

interface Rule {
  readonly exception: RegExp
  readonly verdict: Diagnosis['verdict']
  readonly advice: string
}

const credentialAdvice = 'Check what the step’s role may do on this remote: list, get and put under its context.'
const denial =
  /\((?:AccessDenied|403|Forbidden|ExpiredToken|InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|RequestExpired)\w*\)/

/** Exceptions before a task has begun, none of the user's own lines among their frames, as disdat 1.2, disdat-luigi 1.0.2 and luigi 3.8 word them. */
const startRules: readonly Rule[] = [
  {
    exception: /^ValueError: Parameter .+ is not defined in class /,
    verdict: 'unknown-parameter',
    advice: 'Correct the name in `params`, or add the parameter to the pipe.',
  },
  {
    exception: /UnknownParameterException: /,
    verdict: 'unknown-parameter',
    advice: 'Correct the name in `params`, or add the parameter to the pipe.',
  },
  {
    exception: /MissingParameterException: /,
    verdict: 'missing-parameter',
    advice: 'Give the parameter in `params`; for the one that takes the input bundle’s uuid, name it in `input-param`.',
  },
  {
    exception: /^ModuleNotFoundError: |^AttributeError: module '.+' has no attribute /,
    verdict: 'pipe-not-found',
    advice: 'Check `pipe-class` against the modules in the image, and that the image is not an old one.',
  },
]

/** A place that the pipe writes to, whenever it does. */
const diskRule: Rule = {
  exception: /^OSError: \[Errno 28\] |No space left on device/,
  verdict: 'disk-full',
  advice: 'Give the host a larger disk, free some space before this step, or let the pipe keep fewer files at a time.',
}

/** Exceptions of the AWS SDK for Python, whenever they come. */
const remoteRules: readonly Rule[] = [
  {
    exception:
      /^botocore\.exceptions\.(?:EndpointConnectionError|ConnectTimeoutError|ReadTimeoutError|ConnectionClosedError|ProxyConnectionError|SSLError): /,
    verdict: 'remote-unreachable',
    advice:
      'The container did not reach S3: check `network`, proxies and AWS_ENDPOINT_URL as seen from inside a container.',
  },
  {
    exception: new RegExp(
      `^boto(?:core|3)\\.\\w+\\.(?:NoCredentialsError|CredentialRetrievalError|\\w+: .*${denial.source})`,
    ),
    verdict: 'access-denied',
    advice: credentialAdvice,
  },
]

/** Names what went wrong in a container that did not bring its bundle to the remote. */
export function diagnose(transcript: LogAnalyzer, end: ContainerEnd): Diagnosis {
  if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined)) return outOfMemory(end)
  const notStarted = transcript.notStarted
  if (notStarted !== undefined && /exec format error/i.test(notStarted)) return wrongArchitecture(notStarted, end)
  if (notStarted !== undefined && (end.exitCode === 126 || end.exitCode === 127)) return neverBegan(notStarted)
  const failure = transcript.failure
  const where = failure?.traceback.where
  const isStart = failure?.task === undefined && where === undefined
  const rule = [...(isStart ? startRules : []), ...remoteRules, diskRule].find(({ exception }) =>
    exception.test(failure?.traceback.exception ?? ''),
  )
  if (failure !== undefined && rule !== undefined) {
    return {
      verdict: rule.verdict,
      evidence: `The pipe ended with exit code ${end.exitCode}: ${failure.traceback.exception}.`,
      advice: rule.advice,
      ...(where && { where }),
    }
  }
  if (transcript.remoteTrouble !== undefined && failure?.task === undefined)
    return remoteTrouble(transcript.remoteTrouble)
  if (end.exitCode === 0) return noOutput(transcript)
  return pipeError(transcript, end)
}

function wrongArchitecture(why: string, { exitCode }: ContainerEnd): Diagnosis {
  return {
    verdict: 'image-architecture',
    evidence: `The image is for another kind of processor than the host’s: ${why} (exit code ${exitCode}).`,
    advice: 'Build the image for the host’s processor, or use a host that fits the image: see `platform`.',
  }
}

function neverBegan(why: string): Diagnosis {
  return {
    verdict: 'invalid-input',
    evidence: `The container could not start its command: ${why}.`,
    advice: 'Is it a Disdat pipeline image of this dialect, for this platform? See `image`, `dialect` and `platform`.',
  }
}

function remoteTrouble(line: string): Diagnosis {
  const evidence = `Disdat in the container says: ${line}`
  if (denial.test(line) || line.includes('(access forbidden)'))
    return { verdict: 'access-denied', evidence, advice: credentialAdvice }
  const advice =
    'The container could not use the remote that this runner could: check `network` and proxies, and that the bucket is the one you mean.'
  return { verdict: 'remote-unreachable', evidence, advice }
}

function outOfMemory({ exitCode, outOfMemory: isKnown, memoryMib }: ContainerEnd): Diagnosis {
  const victim = exitCode === 137 ? 'The container' : 'A process in the container'
  const limit = memoryMib === undefined ? 'the engine’s memory was used up' : `the limit is ${memoryMib} MiB`
  return {
    verdict: 'out-of-memory',
    evidence: `${victim} was killed${isKnown ? '' : ', most likely'} for its memory (${limit}; exit code ${exitCode}).`,
    advice: 'Raise `memory-mib`, use a larger runner, or let the pipe work on less data at a time.',
  }
}

function noOutput({ summary }: LogAnalyzer): Diagnosis {
  const told =
    summary === undefined
      ? ''
      : ` Luigi counts its tasks: ${summary.ran} ran, ${summary.complete} complete before, ${summary.failed} failed.`
  return {
    verdict: 'no-output',
    evidence: `The pipe ended with exit code 0, but its output bundle is not on the remote.${told}`,
    advice:
      'See in the log whether the last task ran to its end. Transient bundles (tag `__transient`) are never pushed.',
  }
}

function pipeError({ failure }: LogAnalyzer, { exitCode }: ContainerEnd): Diagnosis {
  if (failure === undefined) {
    return {
      verdict: 'pipe-error',
      evidence: `The pipe ended with exit code ${exitCode}${signalOf(exitCode)} and left no traceback.`,
      advice: 'Read the last lines of the log.',
    }
  }
  const { task, traceback } = failure
  return {
    verdict: 'pipe-error',
    evidence: `${task === undefined ? 'The pipe' : `Task ${task}`} failed with ${traceback.exception} (exit code ${exitCode}).`,
    advice: 'Mend the pipe. What its earlier tasks made is on the remote, and the next run may reuse it.',
    ...(traceback.where && { where: traceback.where }),
  }
}

function signalOf(exitCode: number): string {
  const names: Readonly<Record<number, string>> = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' }
  const name = names[exitCode]
  return name === undefined ? '' : ` (${name})`
}
