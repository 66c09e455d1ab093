import { accessDeniedCode, credentialAdvice, dialectAdvice, findExceptionRule } from './exception-rules.ts'
import type { LogAnalyzer } from './log-analyzer.ts'
import type { CodeLine } from './traceback.ts'

/** Why a container failed, judged by its exit and its log. */
export interface Diagnosis {
  /** One of the values of the output `verdict`. */
  readonly verdict:
    | 'pipe-error'
    | 'pipe-not-found'
    | 'unknown-parameter'
    | 'missing-parameter'
    | 'out-of-memory'
    | 'remote-unreachable'
    | 'access-denied'
    | 'no-output'
    | 'unreadable-file-name'
    | 'invalid-input'
    | 'image-architecture'
    | 'image-incompatible'
    | 'input-not-found'
    | 'disk-full'
  readonly evidence: string
  readonly advice: string
  readonly where?: CodeLine
}

/** How a container ended. */
export interface ContainerEnd {
  readonly exitCode: number
  readonly outOfMemory: boolean
  /** The memory limit in MiB; undefined where none is set. */
  readonly memoryMib: number | undefined
}

/** The exit code of Python's argparse: https://docs.python.org/3/library/argparse.html#exiting-methods */
const usageExitCode = 2
/** The options that the action itself passes; a pipe's parameters are other words. */
const ownOption =
  /--(?:output-bundle|output-bundle-uuid|remote|branch|workers|pipeline|force|force-all|input-tags?|output-tags?)\b(?!-)/
const prefixKeyAdvice =
  'Check the bucket’s name and `network`. Images of Disdat to 0.9.13 also need an object whose key is the prefix of `remote` with a slash at its end (docs/dialects.md).'

/** Explains why a container did not push its output bundle to the remote. */
export function diagnose(analyzer: LogAnalyzer, end: ContainerEnd): Diagnosis {
  if (end.outOfMemory || (end.exitCode === 137 && end.memoryMib !== undefined)) return diagnoseOutOfMemory(end)
  const { startError, remoteError, usageError, failure } = analyzer
  if (startError !== undefined) {
    if (/exec format error|^qemu-/i.test(startError)) return diagnoseArchitecture(startError, end)
    if (end.exitCode === 126 || end.exitCode === 127) return diagnoseStartError(startError)
  }
  if (usageError !== undefined && end.exitCode === usageExitCode) return diagnoseUsageError(usageError)
  if (failure !== undefined) {
    const { exception, where } = failure.traceback
    const rule = findExceptionRule(exception, failure.task === undefined && where === undefined)
    if (rule !== undefined) {
      const evidence = `The pipe ended with exit code ${end.exitCode}: ${exception}.`
      return { verdict: rule.verdict, evidence, advice: rule.advice, ...(where && { where }) }
    }
  }
  if (remoteError !== undefined && failure?.task === undefined) return diagnoseRemoteError(remoteError)
  // Disdat 0.7 exits with code 0 also when a task failed.
  if (end.exitCode === 0 && failure?.task === undefined) return diagnoseNoOutput(analyzer)
  return diagnosePipeError(analyzer, end)
}

function diagnoseArchitecture(startError: string, { exitCode }: ContainerEnd): Diagnosis {
  return {
    verdict: 'image-architecture',
    evidence: `The image is built for another processor architecture than the host’s: ${startError} (exit code ${exitCode}).`,
    advice: 'Build the image for the host’s architecture, or use a host of the image’s architecture. See `platform`.',
  }
}

function diagnoseStartError(startError: string): Diagnosis {
  return {
    verdict: 'image-incompatible',
    evidence: `The container could not start its command: ${startError}.`,
    advice: `Check that \`image\` names a Disdat pipeline image. ${dialectAdvice}`,
  }
}

/** The program of the image refused its command line. */
function diagnoseUsageError(message: string): Diagnosis {
  const evidence = `The image refused its command line: ${message}.`
  if (/^argument pipe_cls: /.test(message))
    return {
      verdict: 'pipe-not-found',
      evidence,
      advice: 'Check that the image has the class that `pipe-class` names, and that the image is up to date.',
    }
  const isAboutParameter = /^(?:unrecognized arguments|ambiguous option): /.test(message) && !ownOption.test(message)
  return isAboutParameter
    ? {
        verdict: 'unknown-parameter',
        evidence,
        advice: 'Correct the name in `params`, or add the parameter to the pipe.',
      }
    : { verdict: 'image-incompatible', evidence, advice: dialectAdvice }
}

/** What Python's URL parser reports about the name of a file: urllib.parse and ipaddress. */
const fileNameText = /Invalid IPv6 URL|IPv4 or IPv6 address|IPvFuture|under NFKC normalization/

function diagnoseRemoteError(line: string): Diagnosis {
  const evidence = `Disdat in the container reported: ${line}`
  if (fileNameText.test(line)) {
    const advice =
      'Rename the output files of the pipe: Disdat reads a path as a URL, and cannot read a name with `[`, `]` or full-width forms of `/`, `?`, `#`, `@` and `:`.'
    return { verdict: 'unreadable-file-name', evidence, advice }
  }
  if (accessDeniedCode.test(line) || line.includes('(access forbidden)'))
    return { verdict: 'access-denied', evidence, advice: credentialAdvice }
  const advice =
    'The runner can use this remote, but the container cannot. Check `network`, the proxy variables and the bucket’s name.'
  if (line.includes(' because URL ')) return { verdict: 'remote-unreachable', evidence, advice: prefixKeyAdvice }
  return { verdict: 'remote-unreachable', evidence, advice }
}

function diagnoseOutOfMemory({ exitCode, outOfMemory, memoryMib }: ContainerEnd): Diagnosis {
  const victim = exitCode === 137 ? 'The container' : 'A process in the container'
  const limit = memoryMib === undefined ? 'the engine has no memory left' : `the limit is ${memoryMib} MiB`
  return {
    verdict: 'out-of-memory',
    evidence: `${victim} was killed${outOfMemory ? '' : ', probably'} because it ran out of memory (${limit}; exit code ${exitCode}).`,
    advice: 'Raise `memory`, use a larger runner, or let the pipe work on less data at a time.',
  }
}

function diagnoseNoOutput({ summary, rootTask }: LogAnalyzer): Diagnosis {
  if (rootTask?.status === 'DONE' && summary !== undefined && summary.ran + summary.failed === 0)
    return {
      verdict: 'no-output',
      evidence:
        'The pipe made nothing, because Disdat found its output up to date. No committed bundle on the remote can be this output.',
      advice: 'Set `force` to make the output again. Bundles with the tag `__transient` are never pushed.',
    }
  const counts =
    summary === undefined
      ? ''
      : ` Luigi reports its tasks: ${summary.ran} ran, ${summary.complete} already complete, ${summary.failed} failed.`
  return {
    verdict: 'no-output',
    evidence: `The pipe ended with exit code 0, but its output bundle is not on the remote.${counts}`,
    advice: 'Check in the log whether the last task finished. Bundles with the tag `__transient` are never pushed.',
  }
}

function diagnosePipeError({ failure, lastError }: LogAnalyzer, { exitCode }: ContainerEnd): Diagnosis {
  if (failure === undefined) {
    const message = lastError === undefined ? '' : ` Its last error message is: ${lastError}`
    return {
      verdict: 'pipe-error',
      evidence: `The pipe ended with exit code ${exitCode}${formatSignal(exitCode)} and printed no traceback.${message}`,
      advice: 'Read the last lines of the log.',
    }
  }
  const { task, traceback } = failure
  return {
    verdict: 'pipe-error',
    evidence: `${task === undefined ? 'The pipe' : `Task ${task}`} failed with ${traceback.exception} (exit code ${exitCode}).`,
    advice: 'Fix the pipe. Bundles from tasks that finished are on the remote and can be reused.',
    ...(traceback.where && { where: traceback.where }),
  }
}

function formatSignal(exitCode: number): string {
  const names: Readonly<Record<number, string>> = { 134: 'SIGABRT', 137: 'SIGKILL', 139: 'SIGSEGV', 143: 'SIGTERM' }
  const name = names[exitCode]
  return name === undefined ? '' : ` (${name})`
}
